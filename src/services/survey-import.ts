import { createHash } from 'node:crypto';
import type { OrganizationId } from '../domain/ids.ts';
import { createRowChecker, type RowSource } from './check-directory-rows.ts';
import type { ServiceDeps } from './deps.ts';
import type { DirectoryRow, RowProblem } from './directory-row.ts';
import { createLineIndex } from './line-index.ts';
import {
  createUserIndex,
  isConfirmedOwner,
  loginsOfRow,
  type PlannedRow,
  planRow,
} from './plan-directory-import.ts';

/** Rows read or written at a time; each may name two logins, and the directory takes 1,000 at once. */
export const IMPORT_BATCH = 400;

/** What is known of a list that was read once: little for each row, however long it is. */
export interface ImportSurvey {
  /** In the order of the lines. */
  readonly problems: readonly RowProblem[];
  readonly total: number;
  readonly unchanged: number;
  /** Those that make somebody a confirmed owner: they have to be written first, and are few. */
  readonly owners: readonly DirectoryRow[];
  /** How many confirmed owners it takes away. */
  readonly ownersLost: number;
  /** Whether the row of this place, from 0, is among `owners` or changes nothing. */
  isSettled(index: number): boolean;
  /** Of each {@link IMPORT_BATCH} rows, so that a file that changes between two readings is noticed. */
  readonly digests: readonly string[];
}

/** Reads a list, checks all of it by itself and against the directory, and writes nothing. */
export async function surveyImport(
  deps: Pick<ServiceDeps, 'store' | 'clock' | 'random'>,
  organizationId: OrganizationId,
  readRows: RowSource,
): Promise<ImportSurvey> {
  const problems: RowProblem[] = [];
  const owners: DirectoryRow[] = [];
  const digests: string[] = [];
  const settled: number[] = [];
  const lineOfUser = createLineIndex();
  const counts = { total: 0, unchanged: 0, ownersLost: 0 };
  const context = { organizationId, now: deps.clock.now(), newUserId: () => deps.random.id('user') };

  function judge(row: DirectoryRow, plan: PlannedRow): void {
    if (plan.kind === 'conflict') {
      problems.push({ line: row.line, column: null, problem: plan.problem });
      return;
    }
    if (plan.kind !== 'add') {
      const earlier = lineOfUser.note(plan.before.id, row.line);
      if (earlier !== null) {
        const problem = `means the same person in the directory as line ${earlier}`;
        problems.push({ line: row.line, column: null, problem });
      }
    }
    const index = counts.total;
    counts.total += 1;
    const isOwner = plan.kind !== 'unchanged' && isConfirmedOwner(plan.after);
    if (plan.kind === 'unchanged') counts.unchanged += 1;
    if (isOwner) owners.push(row);
    if (isOwner || plan.kind === 'unchanged')
      settled[index >> 5] = (settled[index >> 5] ?? 0) | (1 << (index & 31));
    if (plan.kind === 'change' && isConfirmedOwner(plan.before) && !isOwner) counts.ownersLost += 1;
  }

  async function judgeAll(rows: readonly DirectoryRow[]): Promise<void> {
    const stored = await deps.store.read.directory.listUsersByLogins(
      organizationId,
      rows.flatMap(loginsOfRow),
    );
    const findUsers = createUserIndex(stored);
    for (const row of rows) judge(row, planRow(row, findUsers(row), context));
    digests.push(digestRows(rows));
  }

  const checkRow = createRowChecker((problem) => void problems.push(problem));
  let batch: DirectoryRow[] = [];
  for await (const raw of readRows()) {
    const row = checkRow(raw);
    if (row === null) continue;
    batch.push(row);
    if (batch.length < IMPORT_BATCH) continue;
    await judgeAll(batch);
    batch = [];
  }
  if (batch.length > 0) await judgeAll(batch);
  return {
    ...counts,
    problems: problems.toSorted((a, b) => a.line - b.line),
    owners,
    digests,
    isSettled: (index) => (((settled[index >> 5] ?? 0) >>> (index & 31)) & 1) === 1,
  };
}

export function digestRows(rows: readonly DirectoryRow[]): string {
  const content = rows.map(({ line, email, mobile, name, role, status, primary }) => [
    line,
    email ?? (email === null ? 0 : 1),
    mobile ?? (mobile === null ? 0 : 1),
    name,
    role,
    status,
    primary ?? 0,
  ]);
  return createHash('sha256').update(JSON.stringify(content)).digest('base64');
}
