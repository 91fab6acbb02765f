import type { AuditDraft } from '../../../domain/audit/audit-event.ts';
import type { Loss } from '../../../domain/directory/loss.ts';
import type { OrganizationId, UserId } from '../../../domain/ids.ts';
import type { Organization } from '../../../domain/organization/organization.ts';
import {
  type Delegation,
  type DelegationEnd,
  hasLostRight,
  lastsAt,
} from '../../../domain/requests/delegation.ts';
import type { Transaction } from '../../../ports/store.ts';
import { type AuditFacts, draftAudit, type ServiceDeps, systemActor } from '../../deps.ts';
import { enqueueNotice } from '../../notices/enqueue-notice.ts';
import { askGiver } from './ask-for-open.ts';

type Deps = Pick<ServiceDeps, 'clock' | 'random'>;
type Draft = (facts: Omit<AuditFacts, 'actor' | 'source'>) => AuditDraft;

const ends: readonly DelegationEnd[] = ['giver_frozen', 'delegate_frozen', 'switched_off'];

/** Ends a delegation, for good: its approvals that wait for a code count no longer, and requests go to its giver again. */
export async function endDelegation(
  deps: Deps,
  tx: Transaction,
  delegation: Delegation,
  { why, draft }: { readonly why: string; readonly draft: Draft },
): Promise<void> {
  const { id: delegationId, organizationId, from, to } = delegation;
  await tx.delegations.put({ ...delegation, endedAt: deps.clock.now() });
  const event = draft({
    organizationId,
    action: 'delegation.ended',
    target: from,
    reason: why,
    details: { delegationId, delegateId: to },
  });
  await tx.audit.append(event);
  const told = ends.find((each) => each === why);
  for (const readerId of [from, to]) {
    if (readerId === event.actor.id) continue;
    await enqueueNotice(deps, tx, organizationId, {
      kind: 'delegation_ended',
      from,
      to,
      readerId,
      by: event.actor.id,
      ...(told === undefined ? {} : { why: told }),
    });
  }
  const giver = await tx.directory.findUser(organizationId, from);
  const organization = await tx.organizations.findById(organizationId);
  if (giver !== null && organization !== null) await askGiver(deps, tx, organization, giver, delegation);
}

/** In the transaction in which people lose something: a delegation ends when its giver or its delegate does (N18). */
export async function endDelegationsOfLost(
  deps: Deps,
  tx: Transaction,
  organizationId: OrganizationId,
  findLossOf: (userId: UserId) => Promise<Loss | null>,
  draft: Draft,
): Promise<void> {
  for (const delegation of await tx.delegations.listLasting(organizationId)) {
    const { from, to } = delegation;
    const why = (await findLossOf(from))?.asIssuer ?? (await findLossOf(to))?.asIssuer ?? null;
    if (why !== null) await endDelegation(deps, tx, delegation, { why, draft });
  }
}

/**
 * In the transaction that changes the policy or groups: a delegation ends with the right that its giver gave it by, whatever is changed back
 * later (N18).
 */
export async function endDelegationsWithoutRight(
  deps: Deps,
  tx: Transaction,
  { id, policy }: Pick<Organization, 'id' | 'policy'>,
  draft: Draft,
): Promise<void> {
  const why = policy.delegation ? 'right_lost' : 'switched_off';
  for (const delegation of await tx.delegations.listLasting(id)) {
    const giver = await tx.directory.findUser(id, delegation.from);
    const delegate = await tx.directory.findUser(id, delegation.to);
    if (giver === null || delegate === null) continue;
    const giverGroups = (await tx.groups.listOfUser(id, giver.id)).map((group) => group.id);
    if (hasLostRight({ giver, giverGroups, delegate, policy }))
      await endDelegation(deps, tx, delegation, { why, draft });
  }
}

/** Those that a person who is frozen gave or has: requests go to their givers again, who can name someone else. */
export async function endDelegationsOfFrozen(
  deps: Deps,
  tx: Transaction,
  { organizationId, id }: { readonly organizationId: OrganizationId; readonly id: UserId },
  draft: Draft,
): Promise<void> {
  for (const delegation of await tx.delegations.listLasting(organizationId)) {
    const why = delegation.from === id ? 'giver_frozen' : delegation.to === id ? 'delegate_frozen' : null;
    if (why !== null) await endDelegation(deps, tx, delegation, { why, draft });
  }
}

/** Marks one that is past its time. @returns whether it was this that did */
export function expireDelegation(deps: ServiceDeps, seen: Delegation): Promise<boolean> {
  const { organizationId } = seen;
  return deps.store.transact(organizationId, async (tx) => {
    const delegation = await tx.delegations.find(organizationId, seen.from);
    if (delegation?.id !== seen.id || delegation.endedAt !== null) return false;
    if (lastsAt(delegation, deps.clock.now())) return false;
    const draft: Draft = (facts) => draftAudit(deps, { ...facts, actor: systemActor, source: 'system' });
    await endDelegation(deps, tx, delegation, { why: 'expired', draft });
    return true;
  });
}
