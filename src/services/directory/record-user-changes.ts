import type { AuditDetails, AuditDraft } from '../../domain/audit/audit-event.ts';
import { type DirectoryUser, loginOf } from '../../domain/directory/directory-user.ts';
import { findLoss, isLoss, type Loss } from '../../domain/directory/loss.ts';
import { userFields } from '../../domain/directory/provision/provision-facts.ts';
import { isIssuingRole } from '../../domain/directory/roles.ts';
import type { OrganizationId, UserId } from '../../domain/ids.ts';
import type { Transaction } from '../../ports/store.ts';
import type { AuditFacts, ServiceDeps } from '../deps.ts';
import { notifyOwners } from '../notices/notify-of-change.ts';
import { endRightsLost } from '../requests/end-rights-lost.ts';
import { endLost } from './end-lost.ts';

type Deps = Pick<ServiceDeps, 'clock' | 'random' | 'operator'>;

export interface ChangedUser {
  readonly before: DirectoryUser;
  readonly after: DirectoryUser;
}

export interface UserChanges {
  readonly added: readonly DirectoryUser[];
  readonly changed: readonly ChangedUser[];
}

/** Who changes users, and what their changes are called. */
export interface ChangeAuthor {
  draft(facts: Omit<AuditFacts, 'actor' | 'source'>): AuditDraft;
  /** The action of the owners' notice. */
  readonly action: 'directory.imported' | 'directory.user_changed';
  /** Whether every new user is audited, or only those who may issue codes. */
  readonly auditsEveryNew: boolean;
  /** Whether owners hear of new admins too, or of owners only. */
  readonly announcesAdmins: boolean;
}

/** Does what follows from written changes, in their transaction: what was lost ends (N18), history, notices to the owners. */
export async function recordUserChanges(
  deps: Deps,
  tx: Transaction,
  organizationId: OrganizationId,
  changes: UserChanges,
  author: ChangeAuthor,
): Promise<void> {
  await endLostBy(deps, tx, organizationId, changes, author);
  if (changes.changed.some(({ before, after }) => before.manager !== after.manager))
    await endRightsLost(deps, tx, organizationId, author.draft);
  await auditUsers(tx, organizationId, changes, author);
  await notifyOfIssuers(deps, tx, organizationId, changes, author);
}

async function endLostBy(
  deps: Deps,
  tx: Transaction,
  organizationId: OrganizationId,
  { changed }: UserChanges,
  { draft }: ChangeAuthor,
): Promise<void> {
  const losses = new Map<UserId, Loss>();
  for (const { before, after } of changed) {
    const loss = findLoss(before, after);
    if (isLoss(loss)) losses.set(after.id, loss);
  }
  if (losses.size > 0) await endLost(deps, tx, organizationId, async (id) => losses.get(id) ?? null, draft);
}

/** Each changed user, and each new one who may issue codes: slipping in an administrator leaves a line in the history. */
async function auditUsers(
  tx: Transaction,
  organizationId: OrganizationId,
  { added, changed }: UserChanges,
  { draft, auditsEveryNew }: ChangeAuthor,
): Promise<void> {
  const append = (target: string, details: AuditDetails) =>
    tx.audit.append(draft({ organizationId, action: 'directory.user_changed', target, details }));
  for (const { id, role, status, email, mobile, alias } of added) {
    if (auditsEveryNew || isIssuingRole(role))
      await append(id, { isNew: true, role, status, email, mobile, alias });
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

/** A new owner, a former one, and any change to one: all owners are notified, including the former. */
async function notifyOfIssuers(
  deps: Deps,
  tx: Transaction,
  organizationId: OrganizationId,
  { added, changed }: UserChanges,
  { draft, action, announcesAdmins }: ChangeAuthor,
): Promise<void> {
  const details: Record<string, string> = {};
  const lineOf = (user: DirectoryUser) => `${user.displayName} (${loginOf(user)})`;
  const isNews = ({ role }: DirectoryUser) => role === 'owner' || (announcesAdmins && role === 'admin');
  for (const user of added) if (isNews(user)) details[lineOf(user)] = `new -> ${user.role}, ${user.status}`;
  const ofIssuers = changed.filter(({ before, after }) => isNews(before) || isNews(after));
  for (const { before, after } of ofIssuers) {
    details[lineOf(before)] = changedFields(before, after)
      .map((field) => `${before[field] ?? 'none'} -> ${after[field] ?? 'none'}`)
      .join(', ');
  }
  if (Object.keys(details).length === 0) return;
  const formerOwners = ofIssuers.filter(
    ({ before }) => before.role === 'owner' && before.status === 'confirmed',
  );
  await notifyOwners(
    deps,
    tx,
    draft({ organizationId, action, details }),
    formerOwners.map(({ after }) => after.id),
  );
}

export function changedFields(before: DirectoryUser, after: DirectoryUser): (typeof userFields)[number][] {
  return userFields.filter((field) => before[field] !== after[field]);
}
