import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import { parseEmail } from '../../../domain/directory/email.ts';
import type { OrganizationId } from '../../../domain/ids.ts';
import type { ImportStaging } from '../../../ports/directory/import-staging.ts';
import type { Readers } from '../../../ports/store.ts';
import type { ServiceDeps } from '../../deps.ts';
import { findGoverned } from '../find-governed.ts';
import type { ImportOptions, ImportProgress } from './import-options.ts';
import {
  createUserIndex,
  type ImportCounts,
  isConfirmedOwner,
  loginsOfRow,
  type PlannedRow,
  planRow,
} from './plan-directory-import.ts';
import { createProblemList, IMPORT_SHOWN_MAX, type RowProblems } from './row-problems.ts';
import { batches, IMPORT_BATCH } from './stage-rows.ts';

/** More owners than any organization has. */
const OWNERS_MAX = 1000;

export type PlannedChange = Extract<PlannedRow, { kind: 'add' | 'change' }>;

interface ImportPlan extends ImportCounts {
  readonly changes: readonly PlannedChange[];
  /** Confirmed owners that it makes or changes, and those that it takes away. */
  readonly ownersGained: number;
  readonly ownersLost: number;
  readonly losesLastReachableOwner: boolean;
  readonly problems: RowProblems;
}

type Deps = Pick<ServiceDeps, 'store' | 'clock' | 'random'>;

/** What an import of the staged rows would do, on the directory as it is now. Notes with each row whose it is, and when it is to be written. */
export async function checkRows(
  { store: { read }, clock, random }: Deps,
  staging: ImportStaging,
  organizationId: OrganizationId,
  { defaultRole, allowsAdminEmailChange }: ImportOptions,
  total: number,
  onProgress: (progress: ImportProgress) => void,
): Promise<ImportPlan> {
  const problems = createProblemList();
  const counts = { added: 0, changed: 0, unchanged: 0, ownersGained: 0, ownersLost: 0 };
  const changes: PlannedChange[] = [];
  const isReachable = await createReachabilityCheck(read, organizationId);
  const reachable = new Set(
    (await read.directory.listConfirmedByRole(organizationId, ['owner'], OWNERS_MAX))
      .filter(isReachable)
      .map(({ id }) => id),
  );
  const hadReachable = reachable.size > 0;
  const context = {
    organizationId,
    defaultRole,
    allowsAdminEmailChange,
    now: clock.now(),
    newUserId: () => random.id('user'),
  };
  let done = 0;
  for (const rows of batches((after) => staging.list(after, IMPORT_BATCH))) {
    const stored = await read.directory.listUsersByLogins(organizationId, rows.flatMap(loginsOfRow));
    const findUsers = createUserIndex(stored);
    const governed = await findGoverned(read, organizationId, stored);
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
async function createReachabilityCheck(read: Pick<Readers, 'domains'>, organizationId: OrganizationId) {
  const domains = await read.domains.list(organizationId);
  const verified = new Set(domains.filter(({ verifiedAt }) => verifiedAt !== null).map(({ name }) => name));
  return (user: DirectoryUser): boolean =>
    isConfirmedOwner(user) &&
    user.primary === 'email' &&
    verified.has(parseEmail(user.email ?? '')?.domain ?? '');
}

export async function wouldLeaveNoOwner(
  { directory }: Pick<Readers, 'directory'>,
  organizationId: OrganizationId,
  { ownersGained, ownersLost }: ImportPlan,
): Promise<boolean> {
  if (ownersGained > 0) return false;
  const stored = await directory.listConfirmedByRole(organizationId, ['owner'], ownersLost + 1);
  return stored.length <= ownersLost;
}
