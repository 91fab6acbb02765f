import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import { parseEmail } from '../../../domain/directory/email.ts';
import type { OrganizationId } from '../../../domain/ids.ts';
import type { ImportStaging, OpenImportStaging, StagedRow } from '../../../ports/directory/import-staging.ts';
import { UniqueViolationError } from '../../../ports/store.ts';
import type { ServiceDeps } from '../../deps.ts';
import { findGoverned } from '../find-governed.ts';
import type { DirectoryRow, RowProblem, RowSource } from './directory-row.ts';
import { parseDirectoryRow, type RowOptions } from './parse-directory-row.ts';
import {
  createUserIndex,
  type ImportCounts,
  type ImportRules,
  isConfirmedOwner,
  loginsOfRow,
  type PlannedRow,
  planRow,
} from './plan-directory-import.ts';
import { ImportInterrupted, type InterruptingProblem, writeImportBatch } from './write-import-batch.ts';

/** Rows checked or written at a time: each may name three logins, and the directory takes 1,000 at once. */
export const IMPORT_BATCH = 300;
/** Problems, warnings and changes kept to be shown; the rest are only counted. */
export const IMPORT_SHOWN_MAX = 1000;

/** More owners than any organization has. */
const OWNERS_MAX = 1000;

/** What cannot be imported or was left out: the first of them by line, and how many there are. */
export interface RowProblems {
  readonly shown: readonly RowProblem[];
  readonly count: number;
}

export type PlannedChange = Extract<PlannedRow, { kind: 'add' | 'change' }>;

export type ImportDirectoryResult =
  | ({ readonly kind: 'imported'; readonly leftOut: number; readonly warnings: RowProblems } & ImportCounts)
  /** A dry run: what an import would do now. The first of the changes; all of them are counted. */
  | ({
      readonly kind: 'planned';
      readonly changes: readonly PlannedChange[];
      readonly leftOut: number;
      readonly warnings: RowProblems;
    } & ImportCounts)
  /** Nothing was written. */
  | { readonly kind: 'rejected'; readonly problems: RowProblems }
  /** Nothing was written: no one would be left who may administer. */
  | { readonly kind: 'no_owner_left' }
  /** Nothing was written: no owner would be left with an e-mail address on a verified domain, and none could be issued a code. */
  | { readonly kind: 'no_owner_on_verified_domain' }
  | { readonly kind: 'unknown_organization' }
  /**
   * The directory changed in the meantime. What is already written is valid; run the import again. `problem` is
   * `null` if another process has just taken a login.
   */
  | ({ readonly kind: 'interrupted'; readonly problem: InterruptingProblem | null } & ImportCounts);

export interface ImportProgress {
  readonly step: 'read' | 'check' | 'write';
  readonly done: number;
  /** `null` until the list has been read. */
  readonly total: number | null;
}

export interface ImportOptions extends ImportRules, Omit<RowOptions, 'isRoleOptional'> {
  /** Check everything and write nothing. */
  readonly isDryRun: boolean;
}

export const importDefaults: ImportOptions = {
  defaultRole: null,
  allowsAdminEmailChange: false,
  country: null,
  leavesOutBadMobiles: false,
  isDryRun: false,
};

/**
 * Adds and changes users from a list, matched by login. Everything is checked before anything is written.
 * Writing takes transactions of some hundred rows, and running the same list again continues where it stopped.
 * The list is read once and staged outside of memory.
 */
export function createImportDirectory(
  deps: Pick<ServiceDeps, 'store' | 'clock' | 'random'> & { readonly openImportStaging: OpenImportStaging },
) {
  return async function importDirectory(
    organizationId: OrganizationId,
    source: RowSource,
    options: ImportOptions = importDefaults,
    onProgress: (progress: ImportProgress) => void = () => {},
  ): Promise<ImportDirectoryResult> {
    if ((await deps.store.read.organizations.findById(organizationId)) === null)
      return { kind: 'unknown_organization' };
    const staging = deps.openImportStaging();
    try {
      const read = await stageRows(staging, source, options, onProgress);
      const plan = await planAll(staging, organizationId, options, read.total, onProgress);
      const problems = gather(
        [...read.problems.shown, ...plan.problems.shown],
        [read.problems, plan.problems],
      );
      if (problems.count > 0) return { kind: 'rejected', problems };
      if (await wouldLeaveNoOwner(organizationId, plan)) return { kind: 'no_owner_left' };
      if (plan.losesLastReachableOwner) return { kind: 'no_owner_on_verified_domain' };
      const { warnings, leftOut } = read;
      const { added, changed, unchanged, changes } = plan;
      if (options.isDryRun) return { kind: 'planned', added, changed, unchanged, changes, leftOut, warnings };
      const written = await write(
        staging,
        organizationId,
        options,
        { total: read.total, unchanged },
        onProgress,
      );
      return written.kind === 'imported' ? { ...written, leftOut, warnings } : written;
    } finally {
      staging.close();
    }
  };

  async function planAll(
    staging: ImportStaging,
    organizationId: OrganizationId,
    { defaultRole, allowsAdminEmailChange }: ImportOptions,
    total: number,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<ImportPlan> {
    const problems = createProblemList();
    const counts = { added: 0, changed: 0, unchanged: 0, ownersGained: 0, ownersLost: 0 };
    const changes: PlannedChange[] = [];
    const isReachable = await createReachabilityCheck(organizationId);
    const reachable = new Set(
      (await deps.store.read.directory.listConfirmedByRole(organizationId, ['owner'], OWNERS_MAX))
        .filter(isReachable)
        .map(({ id }) => id),
    );
    const hadReachable = reachable.size > 0;
    const context = {
      organizationId,
      defaultRole,
      allowsAdminEmailChange,
      now: deps.clock.now(),
      newUserId: () => deps.random.id('user'),
    };
    let done = 0;
    for (const rows of batches((after) => staging.list(after, IMPORT_BATCH))) {
      const stored = await deps.store.read.directory.listUsersByLogins(
        organizationId,
        rows.flatMap(loginsOfRow),
      );
      const findUsers = createUserIndex(stored);
      const governed = await findGoverned(deps.store.read, organizationId, stored);
      staging.note(
        rows.map((row) => {
          const planned = planRow(row, findUsers(row), { ...context, governed });
          const { line } = row;
          const userId = 'before' in planned ? planned.before.id : null;
          if (planned.kind === 'conflict') {
            problems.add({ line, column: null, issue: planned.issue });
            return { line, userId, turn: null };
          }
          if (planned.kind === 'unchanged') {
            counts.unchanged += 1;
            return { line, userId, turn: null };
          }
          if (changes.length < IMPORT_SHOWN_MAX) changes.push(planned);
          if (planned.kind === 'add') counts.added += 1;
          else counts.changed += 1;
          const isOwner = isConfirmedOwner(planned.after);
          if (isReachable(planned.after)) reachable.add(planned.after.id);
          else reachable.delete(planned.after.id);
          if (isOwner) counts.ownersGained += 1;
          else if (planned.kind === 'change' && isConfirmedOwner(planned.before)) counts.ownersLost += 1;
          // New owners come first, so that no transaction in between leaves the organization without one.
          return { line, userId, turn: isOwner ? 'first' : 'later' };
        }),
      );
      done += rows.length;
      onProgress({ step: 'check', done, total });
    }
    for (const { line, firstLine, login } of staging.listRepeatedLogins(IMPORT_SHOWN_MAX))
      problems.add({
        line,
        column: null,
        issue: { code: 'login_repeated', firstLine, login },
      });
    for (const { line, firstLine } of staging.listRepeatedUsers(IMPORT_SHOWN_MAX))
      problems.add({
        line,
        column: null,
        issue: { code: 'person_repeated', firstLine },
      });
    const losesLastReachableOwner = hadReachable && reachable.size === 0;
    return { ...counts, changes, losesLastReachableOwner, problems: problems.list() };
  }

  /** Whether someone is an owner who can be issued a code. */
  async function createReachabilityCheck(organizationId: OrganizationId) {
    const domains = await deps.store.read.domains.list(organizationId);
    const verified = new Set(domains.filter(({ verifiedAt }) => verifiedAt !== null).map(({ name }) => name));
    return (user: DirectoryUser): boolean =>
      isConfirmedOwner(user) &&
      user.primary === 'email' &&
      verified.has(parseEmail(user.email ?? '')?.domain ?? '');
  }

  async function wouldLeaveNoOwner(
    organizationId: OrganizationId,
    { ownersGained, ownersLost }: ImportPlan,
  ): Promise<boolean> {
    if (ownersGained > 0) return false;
    const { directory } = deps.store.read;
    const stored = await directory.listConfirmedByRole(organizationId, ['owner'], ownersLost + 1);
    return stored.length <= ownersLost;
  }

  async function write(
    staging: ImportStaging,
    organizationId: OrganizationId,
    options: ImportOptions,
    { total, unchanged }: { readonly total: number; readonly unchanged: number },
    onProgress: (progress: ImportProgress) => void,
  ): Promise<Written> {
    const counts = { added: 0, changed: 0, unchanged };
    let done = unchanged;
    let part = 0;
    onProgress({ step: 'write', done, total });
    const parts = Math.max(1, Math.ceil((total - unchanged) / IMPORT_BATCH));
    const writeBatch = async (rows: readonly DirectoryRow[]): Promise<void> => {
      part += 1;
      const place = { part, parts: Math.max(part, parts), rows: total };
      const written = await writeImportBatch(deps, organizationId, rows, options, place);
      counts.added += written.added;
      counts.changed += written.changed;
      counts.unchanged += written.unchanged;
      done += rows.length;
      onProgress({ step: 'write', done, total });
    };
    try {
      for (const turn of ['first', 'later'] as const) {
        for (const rows of batches((after) => staging.listToWrite(turn, after, IMPORT_BATCH)))
          await writeBatch(rows);
      }
      // An import that changes nothing is recorded, too.
      if (part === 0) await writeBatch([]);
      return { kind: 'imported', ...counts };
    } catch (error) {
      if (error instanceof ImportInterrupted)
        return { kind: 'interrupted', problem: error.problem, ...counts };
      if (error instanceof UniqueViolationError) return { kind: 'interrupted', problem: null, ...counts };
      throw error;
    }
  }
}

interface ImportPlan extends ImportCounts {
  readonly changes: readonly PlannedChange[];
  /** Confirmed owners that it makes or changes, and those that it takes away. */
  readonly ownersGained: number;
  readonly ownersLost: number;
  readonly losesLastReachableOwner: boolean;
  readonly problems: RowProblems;
}

type Written =
  | ({ readonly kind: 'imported' } & ImportCounts)
  | ({ readonly kind: 'interrupted'; readonly problem: InterruptingProblem | null } & ImportCounts);

interface ReadRows {
  readonly total: number;
  readonly leftOut: number;
  readonly problems: RowProblems;
  readonly warnings: RowProblems;
}

async function stageRows(
  staging: ImportStaging,
  source: RowSource,
  options: ImportOptions,
  onProgress: (progress: ImportProgress) => void,
): Promise<ReadRows> {
  const problems = createProblemList();
  const warnings = createProblemList();
  let total = 0;
  let leftOut = 0;
  let waiting: StagedRow[] = [];
  const rowOptions = { ...options, isRoleOptional: options.defaultRole !== null };
  for await (const raw of source) {
    if (raw.isLeftOut === true) {
      leftOut += 1;
      continue;
    }
    const parsed = parseDirectoryRow(raw, rowOptions);
    if (parsed.kind === 'bad') {
      for (const problem of parsed.problems) problems.add(problem);
      continue;
    }
    for (const warning of parsed.warnings) warnings.add(warning);
    const { row } = parsed;
    waiting.push({ line: row.line, logins: loginsOfRow(row), content: JSON.stringify(row) });
    total += 1;
    if (waiting.length < IMPORT_BATCH) continue;
    staging.add(waiting);
    waiting = [];
    onProgress({ step: 'read', done: total, total: null });
  }
  staging.add(waiting);
  return { total, leftOut, problems: problems.list(), warnings: warnings.list() };
}

function* batches(list: (after: number) => readonly StagedRow[]): Generator<DirectoryRow[]> {
  for (let after = -1; ; ) {
    const rows = list(after);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map(({ content }) => JSON.parse(content) as DirectoryRow);
    after = last.line;
  }
}

interface ProblemList {
  add(problem: RowProblem): void;
  list(): RowProblems;
}

function createProblemList(): ProblemList {
  const shown: RowProblem[] = [];
  let count = 0;
  return {
    add(problem) {
      count += 1;
      if (shown.length < IMPORT_SHOWN_MAX) shown.push(problem);
    },
    list: () => gather(shown, [{ shown, count }]),
  };
}

function gather(shown: readonly RowProblem[], lists: readonly RowProblems[]): RowProblems {
  return {
    shown: shown.toSorted((a, b) => a.line - b.line).slice(0, IMPORT_SHOWN_MAX),
    count: lists.reduce((sum, { count }) => sum + count, 0),
  };
}
