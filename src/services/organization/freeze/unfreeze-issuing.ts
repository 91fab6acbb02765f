import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import type { FreezeId, OrganizationId } from '../../../domain/ids.ts';
import {
  decideUnfreeze,
  type Freeze,
  isFrozen,
  mayAdminsUnfreeze,
  PROPOSAL_MS,
  type UnfreezeFacts,
  type Unfreezer,
} from '../../../domain/requests/freeze.ts';
import { type Refusal, refuse } from '../../../domain/requests/refusals.ts';
import type { Transaction } from '../../../ports/store.ts';
import { draftAudit, type ServiceDeps } from '../../deps.ts';
import {
  enqueueChannelNews,
  enqueueToGuards,
  listOwnersToAlarm,
  OWNERS_ALARMED_MAX,
} from '../../notices/alarm.ts';
import { enqueueNotice } from '../../notices/enqueue-notice.ts';
import { findUnfreezer, spellActor } from './actor.ts';
import { releaseRequests } from './hold-requests.ts';

export type UnfreezeResult =
  /** Another person has to agree, who was told. `mayAdmins`: an admin can be that person. */
  | { readonly kind: 'proposed' | 'proposed_before'; readonly until: number; readonly mayAdmins: boolean }
  | { readonly kind: 'unfrozen'; readonly freeze: Freeze; readonly requestsReleased: number }
  /** Nothing is frozen. `last`: what ended last. */
  | { readonly kind: 'not_frozen'; readonly last: Freeze | null }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/**
 * One of two people lets the organization's issuing go on: the first proposes it, the second, who is another, ends the freeze or the hold. Of
 * two at the same moment, the store lets one be the first.
 * @param freezeId which freeze they saw; `null`: whichever there is
 */
export async function unfreezeIssuing(
  deps: ServiceDeps,
  tx: Transaction,
  organizationId: OrganizationId,
  by: Unfreezer & { readonly source: string },
  freezeId: FreezeId | null,
): Promise<UnfreezeResult> {
  const freeze = await tx.freezes.find(organizationId, organizationId);
  if (freeze === null || freeze.endedAt !== null) return { kind: 'not_frozen', last: freeze };
  // A button of an earlier freeze must not count for this one, of which the clicker may know nothing.
  if (freezeId !== null && freezeId !== freeze.id)
    return { kind: 'refused', refusals: [refuse('freeze_gone')] };
  const { proposal } = freeze;
  const facts = {
    by,
    proposer: proposal === null ? null : await findUnfreezer(tx, organizationId, proposal.by),
    owners: await listOwnersToAlarm(tx, organizationId),
    freezes: await tx.freezes.listLasting(organizationId),
    now: deps.clock.now(),
  };
  const decision = decideUnfreeze(freeze, facts);
  const mayAdmins = mayAdminsUnfreeze(facts);
  switch (decision.kind) {
    case 'refused':
      return decision;
    case 'proposed_before':
      return { ...decision, mayAdmins };
    case 'proposes':
      return propose(deps, tx, freeze, by, facts);
    case 'releases':
      return release(deps, tx, freeze, by);
  }
}

async function propose(
  deps: ServiceDeps,
  tx: Transaction,
  freeze: Freeze,
  { actor, source }: Unfreezer & { readonly source: string },
  facts: Pick<UnfreezeFacts, 'owners' | 'freezes'>,
): Promise<UnfreezeResult> {
  const mayAdmins = mayAdminsUnfreeze(facts);
  const { organizationId, id: freezeId } = freeze;
  const at = deps.clock.now();
  await tx.freezes.put({ ...freeze, proposal: { by: actor, at } });
  await tx.audit.append(
    draftAudit(deps, {
      organizationId,
      action: 'organization.unfreeze_proposed',
      actor,
      source,
      target: organizationId,
      details: { freezeId, kind: freeze.kind },
    }),
  );
  const until = at + PROPOSAL_MS;
  const content = { kind: 'security_unfreeze_proposed', freezeId, by: spellActor(actor), until } as const;
  for (const asked of await listAsked(tx, organizationId, facts)) {
    const { id: ownerId } = asked;
    // One who is frozen can't be the second.
    if (ownerId !== actor.id && !isFrozen(facts.freezes, asked))
      await enqueueNotice(deps, tx, organizationId, { ...content, ownerId });
  }
  const organization = await tx.organizations.findById(organizationId);
  if (organization !== null) await enqueueChannelNews(deps, tx, organization, content);
  return { kind: 'proposed', until, mayAdmins };
}

async function listAsked(
  tx: Transaction,
  organizationId: OrganizationId,
  facts: Pick<UnfreezeFacts, 'owners' | 'freezes'>,
): Promise<readonly DirectoryUser[]> {
  if (!mayAdminsUnfreeze(facts)) return facts.owners;
  const admins = await tx.directory.listConfirmedByRole(organizationId, ['admin'], OWNERS_ALARMED_MAX);
  return [...facts.owners, ...admins];
}

async function release(
  deps: ServiceDeps,
  tx: Transaction,
  freeze: Freeze,
  { actor, source }: Unfreezer & { readonly source: string },
): Promise<UnfreezeResult> {
  const { organizationId, id: freezeId, proposal, kind: was } = freeze;
  const ended: Freeze = { ...freeze, endedBy: actor, endedAt: deps.clock.now() };
  await tx.freezes.put(ended);
  const organization = await tx.organizations.findById(organizationId);
  if (organization === null) throw new Error('The organization vanished');
  const requestsReleased = await releaseRequests(deps, tx, organizationId, organization.policy);
  const proposedBy = proposal === null ? '' : spellActor(proposal.by);
  await tx.audit.append(
    draftAudit(deps, {
      organizationId,
      action: 'organization.unfrozen',
      actor,
      source,
      target: organizationId,
      details: { freezeId, kind: was, proposedBy, requestsReleased },
    }),
  );
  await enqueueToGuards(deps, tx, organizationId, {
    kind: 'security_unfrozen',
    was,
    by: spellActor(actor),
    proposedBy,
    requestsReleased,
  });
  return { kind: 'unfrozen', freeze: ended, requestsReleased };
}
