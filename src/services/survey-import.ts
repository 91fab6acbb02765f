import { createDigestTable } from '../domain/digest-table.ts';
import type { OrganizationId } from '../domain/ids.ts';
import type { ServiceDeps } from './deps.ts';
import type { DirectoryRow, RowProblem, RowSource } from './directory-row.ts';
import { findRepeatedLogins } from './find-repeated-logins.ts';
import type { ImportLimits } from './import-limits.ts';
import { createNameLog, type NamedLine, type NameLogDeps } from './name-log.ts';
import { parseDirectoryRow } from './parse-directory-row.ts';
import {
  createUserIndex,
  isConfirmedOwner,
  loginsOfRow,
  type PlannedRow,
  planRow,
} from './plan-directory-import.ts';
import { IMPORT_BATCH, type ReadingLog } from './reading-log.ts';

/** What is known of a list that was read once; what is known of its rows is in the {@link ReadingLog}. */
export interface ImportSurvey {
  /** In the order of the lines. */
  readonly problems: readonly RowProblem[];
  readonly total: number;
  readonly unchanged: number;
  /**
   * The first of those that make somebody a confirmed owner, a batch at the most. They are written first, and settled thereby:
   * as nobody stands in the list twice, none of them is taken away later, and one is enough.
   */
  readonly owners: readonly DirectoryRow[];
  /** How many confirmed owners it takes away. */
  readonly ownersLost: number;
}

/**
 * Reads a list, checks all of it by itself and against the directory, and writes nothing. It is read once more if logins occur
 * twice, to say which.
 * @throws ImportInterrupted if it was another then
 */
export async function surveyImport(
  deps: Pick<ServiceDeps, 'store' | 'clock'> & NameLogDeps,
  organizationId: OrganizationId,
  readRows: RowSource,
  readingLog: ReadingLog,
  limits: ImportLimits,
): Promise<ImportSurvey> {
  const problems: RowProblem[] = [];
  const owners: DirectoryRow[] = [];
  const table = createDigestTable(limits.digests);
  const logins = createNameLog(deps, limits);
  const users = createNameLog(deps, limits);
  const counts = { total: 0, unchanged: 0, ownersLost: 0 };
  const context = { organizationId, now: deps.clock.now(), newUserId: () => deps.random.id('user') };

  /** @returns whether nothing remains to be done for the row, but for being among the owners */
  function judge(row: DirectoryRow, plan: PlannedRow): boolean {
    if (plan.kind === 'conflict') {
      problems.push({ line: row.line, column: null, problem: plan.problem });
      return false;
    }
    counts.total += 1;
    if (plan.kind === 'unchanged') {
      counts.unchanged += 1;
      return true;
    }
    const isOwner = isConfirmedOwner(plan.after);
    if (plan.kind === 'change' && isConfirmedOwner(plan.before) && !isOwner) counts.ownersLost += 1;
    const isHeld = isOwner && owners.length < IMPORT_BATCH;
    if (isHeld) owners.push(row);
    return isHeld;
  }

  async function judgeAll(rows: readonly DirectoryRow[]): Promise<void> {
    const named = rows.flatMap((row) => loginsOfRow(row).map((name) => ({ name, line: row.line })));
    const stored = await deps.store.read.directory.listUsersByLogins(
      organizationId,
      named.map(({ name }) => name),
    );
    const findUsers = createUserIndex(stored);
    const known: NamedLine[] = [];
    const settled = rows.map((row) => {
      const plan = planRow(row, findUsers(row), context);
      if ('before' in plan) known.push({ name: plan.before.id, line: row.line });
      return judge(row, plan);
    });
    await logins.note(named);
    await users.note(known);
    await readingLog.note(rows, settled);
  }

  async function findRepeated(): Promise<RowProblem[]> {
    const repeats = await logins.findRepeats(table);
    const ofLogins =
      repeats.length === 0 ? [] : await findRepeatedLogins(repeats, readingLog.readAgain(readRows));
    const ofUsers = (await users.findRepeats(table)).map(({ line, first }) => {
      return { line, column: null, problem: `means the same person in the directory as line ${first}` };
    });
    return [...ofLogins, ...ofUsers];
  }

  try {
    let batch: DirectoryRow[] = [];
    for await (const raw of readRows()) {
      const parsed = parseDirectoryRow(raw);
      if (parsed.kind === 'bad') {
        problems.push(...parsed.problems);
        readingLog.noteBad();
        continue;
      }
      batch.push(parsed.row);
      if (batch.length < IMPORT_BATCH) continue;
      await judgeAll(batch);
      batch = [];
    }
    if (batch.length > 0) await judgeAll(batch);
    const repeated = await findRepeated();
    return { ...counts, problems: [...repeated, ...problems].toSorted((a, b) => a.line - b.line), owners };
  } finally {
    await Promise.all([logins.close(), users.close()]);
  }
}
