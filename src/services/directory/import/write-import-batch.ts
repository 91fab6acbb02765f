import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import type { OrganizationId } from '../../../domain/ids.ts';
import { draftOperatorAudit } from '../../audit/draft-operator-audit.ts';
import type { ServiceDeps } from '../../deps.ts';
import { findGoverned } from '../find-governed.ts';
import { recordUserChanges } from '../record-user-changes.ts';
import type { DirectoryRow, RowIssue } from './directory-row.ts';
import type { ImportCounts } from './plan-directory-import.ts';
import { createUserIndex, type ImportRules, loginsOfRow, planRow } from './plan-directory-import.ts';

type Deps = Pick<ServiceDeps, 'store' | 'clock' | 'random'>;

export interface InterruptingProblem {
  /** `null` where no single row is at fault */
  readonly line: number | null;
  readonly issue: RowIssue;
}

/** The directory is no longer what the import was checked against; the batch was rolled back. */
export class ImportInterrupted extends Error {
  override readonly name = 'ImportInterrupted';
  readonly problem: InterruptingProblem;

  constructor(problem: InterruptingProblem) {
    super(`The directory changed during the import: ${problem.issue.code}`);
    this.problem = problem;
  }
}

/**
 * Writes some rows and their audit events in one transaction, planned on the directory as it is then.
 * @throws ImportInterrupted if a row can no longer be written, or no confirmed owner would be left
 */
export async function writeImportBatch(
  deps: Deps,
  organizationId: OrganizationId,
  rows: readonly DirectoryRow[],
  { defaultRole, allowsAdminEmailChange }: ImportRules,
  part: { readonly part: number; readonly parts: number; readonly rows: number },
): Promise<ImportCounts> {
  return deps.store.transact(organizationId, async (tx) => {
    const added: DirectoryUser[] = [];
    const changed: { before: DirectoryUser; after: DirectoryUser }[] = [];
    const logins = rows.flatMap(loginsOfRow);
    const stored = rows.length === 0 ? [] : await tx.directory.listUsersByLogins(organizationId, logins);
    const findUsers = createUserIndex(stored);
    const context = {
      organizationId,
      defaultRole,
      allowsAdminEmailChange,
      now: deps.clock.now(),
      newUserId: () => deps.random.id('user'),
      governed: await findGoverned(tx, organizationId, stored),
    };
    for (const row of rows) {
      const plan = planRow(row, findUsers(row), context);
      if (plan.kind === 'conflict') throw new ImportInterrupted({ line: row.line, issue: plan.issue });
      if (plan.kind === 'add') added.push(plan.after);
      if (plan.kind === 'change') changed.push(plan);
    }
    if (added.length > 0) await tx.directory.insertMany(added);
    for (const { after } of changed) await tx.directory.update(after);
    const owners = await tx.directory.listConfirmedByRole(organizationId, ['owner'], 1);
    if (owners.length === 0) throw new ImportInterrupted({ line: null, issue: { code: 'no_owner_left' } });
    const counts = {
      added: added.length,
      changed: changed.length,
      unchanged: rows.length - added.length - changed.length,
    };
    await recordUserChanges(
      deps,
      tx,
      organizationId,
      { added, changed },
      {
        draft: (facts) => draftOperatorAudit(deps, facts),
        action: 'directory.imported',
        auditsEveryNew: false,
        announcesAdmins: false,
      },
    );
    await tx.audit.append(
      draftOperatorAudit(deps, {
        organizationId,
        action: 'directory.imported',
        details: { added: counts.added, changed: counts.changed, ...part },
      }),
    );
    return counts;
  });
}
