import type { OrganizationId } from '../domain/ids.ts';
import { UniqueViolationError } from '../ports/store.ts';
import { checkDirectoryRows } from './check-directory-rows.ts';
import type { ServiceDeps } from './deps.ts';
import type { DirectoryRow, RawDirectoryRow, RowProblem } from './directory-row.ts';
import {
  createUserIndex,
  isConfirmedOwner,
  loginsOfRow,
  type PlannedRow,
  planRow,
} from './plan-directory-import.ts';
import { ImportInterrupted, writeImportBatch } from './write-import-batch.ts';

/** Rows read or written at a time; each may name two logins, and the directory takes 1,000 at once. */
const BATCH = 400;

export interface ImportCounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

export type ImportDirectoryResult =
  | ({ readonly kind: 'imported' } & ImportCounts)
  /** Nothing was written. In the order of the lines. */
  | { readonly kind: 'rejected'; readonly problems: readonly RowProblem[] }
  /** Nothing was written: nobody would be left who may administer. */
  | { readonly kind: 'no_owner_left' }
  | { readonly kind: 'unknown_organization' }
  /** The directory was changed by somebody else meanwhile. What was written before is sound; run it again. */
  | ({ readonly kind: 'interrupted'; readonly why: string } & ImportCounts);

export interface ImportProgress {
  readonly done: number;
  readonly total: number;
}

/**
 * Adds and changes users by a list, matching them by login. Everything is checked before anything is written; what is
 * then written goes in transactions of some hundred rows, and running the same list again continues where it stopped.
 */
export function createImportDirectory(deps: Pick<ServiceDeps, 'store' | 'clock' | 'random'>) {
  return async function importDirectory(
    organizationId: OrganizationId,
    raw: AsyncIterable<RawDirectoryRow> | Iterable<RawDirectoryRow>,
    onProgress: (progress: ImportProgress) => void = () => {},
  ): Promise<ImportDirectoryResult> {
    const checked = await checkDirectoryRows(raw);
    if ((await deps.store.read.organizations.findById(organizationId)) === null) {
      return { kind: 'unknown_organization' };
    }
    const planned = await planRows(organizationId, checked.rows);
    const problems = [...checked.problems, ...findConflicts(planned)];
    if (problems.length > 0) {
      return { kind: 'rejected', problems: problems.toSorted((a, b) => a.line - b.line) };
    }
    if (await wouldLeaveNoOwner(organizationId, planned)) return { kind: 'no_owner_left' };
    return write(organizationId, planned, onProgress);
  };

  async function planRows(organizationId: OrganizationId, rows: readonly DirectoryRow[]): Promise<Planned[]> {
    const planned: Planned[] = [];
    const context = {
      organizationId,
      now: deps.clock.now(),
      newUserId: () => deps.random.id('user'),
    };
    for (const chunk of chunksOf(rows)) {
      const logins = chunk.flatMap(loginsOfRow);
      const findUsers = createUserIndex(
        await deps.store.read.directory.listUsersByLogins(organizationId, logins),
      );
      planned.push(...chunk.map((row) => ({ row, plan: planRow(row, findUsers(row), context) })));
    }
    return planned;
  }

  async function wouldLeaveNoOwner(
    organizationId: OrganizationId,
    planned: readonly Planned[],
  ): Promise<boolean> {
    const lost = planned.filter(
      ({ plan }) => plan.kind === 'change' && isConfirmedOwner(plan.before) && !isConfirmedOwner(plan.after),
    ).length;
    if (planned.some(makesOwner)) return false;
    const owners = await deps.store.read.directory.listConfirmedByRole(organizationId, ['owner'], lost + 1);
    return owners.length <= lost;
  }

  async function write(
    organizationId: OrganizationId,
    planned: readonly Planned[],
    onProgress: (progress: ImportProgress) => void,
  ): Promise<ImportDirectoryResult> {
    const counts = { added: 0, changed: 0, unchanged: planned.filter(isUnchanged).length };
    const rest = planned.filter((one) => !isUnchanged(one));
    // New owners first: so no transaction in between leaves the organization without one.
    const inOrder = [...rest.filter(makesOwner), ...rest.filter((one) => !makesOwner(one))];
    const batches = inOrder.length === 0 ? [[]] : chunksOf(inOrder);
    let done = counts.unchanged;
    onProgress({ done, total: planned.length });
    for (const [index, batch] of batches.entries()) {
      const rows = batch.map(({ row }) => row);
      const part = { part: index + 1, parts: batches.length, rows: planned.length };
      try {
        const written = await writeImportBatch(deps, organizationId, rows, part);
        counts.added += written.added;
        counts.changed += written.changed;
        counts.unchanged += written.unchanged;
      } catch (error) {
        if (error instanceof ImportInterrupted || error instanceof UniqueViolationError) {
          return { kind: 'interrupted', why: error.message, ...counts };
        }
        throw error;
      }
      done += rows.length;
      onProgress({ done, total: planned.length });
    }
    return { kind: 'imported', ...counts };
  }
}

interface Planned {
  readonly row: DirectoryRow;
  readonly plan: PlannedRow;
}

const isUnchanged = ({ plan }: Planned) => plan.kind === 'unchanged';

function makesOwner({ plan }: Planned): boolean {
  return (plan.kind === 'add' || plan.kind === 'change') && isConfirmedOwner(plan.after);
}

/** What is wrong only in the light of the directory. */
function findConflicts(planned: readonly Planned[]): RowProblem[] {
  const problems: RowProblem[] = [];
  const lineOfUser = new Map<string, number>();
  for (const { row, plan } of planned) {
    if (plan.kind === 'conflict') {
      problems.push({ line: row.line, column: null, problem: plan.problem });
    } else if (plan.kind !== 'add') {
      const earlier = lineOfUser.get(plan.before.id);
      if (earlier === undefined) lineOfUser.set(plan.before.id, row.line);
      else {
        const problem = `means the same person in the directory as line ${earlier}`;
        problems.push({ line: row.line, column: null, problem });
      }
    }
  }
  return problems;
}

function chunksOf<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / BATCH) }, (_, index) =>
    items.slice(index * BATCH, (index + 1) * BATCH),
  );
}
