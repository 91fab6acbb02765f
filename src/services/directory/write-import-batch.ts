import type { AuditDetails } from '../../domain/audit/audit-event.ts';
import { type DirectoryUser, loginOf } from '../../domain/directory/directory-user.ts';
import { findLoss, isLoss, type Loss } from '../../domain/directory/loss.ts';
import { isIssuingRole } from '../../domain/directory/roles.ts';
import type { OrganizationId, UserId } from '../../domain/ids.ts';
import type { Transaction } from '../../ports/store.ts';
import { draftOperatorAudit } from '../audit/draft-operator-audit.ts';
import type { ServiceDeps } from '../deps.ts';
import { notifyOwners } from '../notices/notify-of-change.ts';
import type { DirectoryRow, RowIssue } from './directory-row.ts';
import { endLost } from './end-lost.ts';
import type { ImportCounts } from './plan-directory-import.ts';
import {
  changedFields,
  createUserIndex,
  type ImportRules,
  loginsOfRow,
  planRow,
} from './plan-directory-import.ts';

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
    };
    for (const row of rows) {
      const plan = planRow(row, findUsers(row), context);
      if (plan.kind === 'conflict') throw new ImportInterrupted({ line: row.line, issue: plan.issue });
      if (plan.kind === 'add') added.push(plan.after);
      if (plan.kind === 'change') changed.push(plan);
    }
    if (added.length > 0) await tx.directory.insertMany(added);
    for (const { after } of changed) await tx.directory.update(after);
    await endLostBy(deps, tx, organizationId, changed);
    const owners = await tx.directory.listConfirmedByRole(organizationId, ['owner'], 1);
    if (owners.length === 0) throw new ImportInterrupted({ line: null, issue: { code: 'no_owner_left' } });
    const counts = {
      added: added.length,
      changed: changed.length,
      unchanged: rows.length - added.length - changed.length,
    };
    await auditUsers(deps, tx, organizationId, added, changed);
    await notifyOfOwners(deps, tx, organizationId, added, changed);
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

/** A new owner, a former one, and any change to one: all owners are notified, including the former. */
async function notifyOfOwners(
  deps: Deps,
  tx: Transaction,
  organizationId: OrganizationId,
  added: readonly DirectoryUser[],
  changed: readonly { before: DirectoryUser; after: DirectoryUser }[],
): Promise<void> {
  const details: Record<string, string> = {};
  const lineOf = (user: DirectoryUser) => `${user.displayName} (${loginOf(user)})`;
  for (const user of added) if (user.role === 'owner') details[lineOf(user)] = `new -> owner, ${user.status}`;
  const ofOwners = changed.filter(({ before, after }) => before.role === 'owner' || after.role === 'owner');
  for (const { before, after } of ofOwners) {
    details[lineOf(before)] = changedFields(before, after)
      .map((field) => `${before[field] ?? 'none'} -> ${after[field] ?? 'none'}`)
      .join(', ');
  }
  if (Object.keys(details).length === 0) return;
  const formerOwners = ofOwners.filter(
    ({ before }) => before.role === 'owner' && before.status === 'confirmed',
  );
  await notifyOwners(
    deps,
    tx,
    draftOperatorAudit(deps, { organizationId, action: 'directory.imported', details }),
    formerOwners.map(({ after }) => after.id),
  );
}

async function endLostBy(
  deps: Deps,
  tx: Transaction,
  organizationId: OrganizationId,
  changed: readonly { before: DirectoryUser; after: DirectoryUser }[],
): Promise<void> {
  const losses = new Map<UserId, Loss>();
  for (const { before, after } of changed) {
    const loss = findLoss(before, after);
    if (isLoss(loss)) losses.set(after.id, loss);
  }
  if (losses.size > 0) await endLost(deps, tx, organizationId, async (id) => losses.get(id) ?? null);
}

/**
 * Each changed user, and each new one who may issue codes: slipping in an administrator leaves a line in the
 * history.
 */
async function auditUsers(
  deps: Deps,
  tx: Transaction,
  organizationId: OrganizationId,
  added: readonly DirectoryUser[],
  changed: readonly { before: DirectoryUser; after: DirectoryUser }[],
): Promise<void> {
  const append = (target: string, details: AuditDetails) =>
    tx.audit.append(
      draftOperatorAudit(deps, { organizationId, action: 'directory.user_changed', target, details }),
    );
  for (const { id, role, status, email, mobile, alias } of added) {
    if (isIssuingRole(role)) await append(id, { isNew: true, role, status, email, mobile, alias });
  }
  for (const { before, after } of changed) {
    const details: Record<string, string | null> = {};
    for (const field of changedFields(before, after)) {
      details[`${field}Before`] = before[field];
      details[`${field}After`] = after[field];
    }
    await append(after.id, details);
  }
}
