import type { OrganizationId } from '../../domain/ids.ts';
import type { Policy } from '../../domain/organization/policy.ts';
import type { Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';
import { type Draft, endRequest } from '../directory/end-lost.ts';
import { endDelegationsWithoutRight } from './delegations/end-delegation.ts';
import { closeQueue } from './help/close-queue.ts';
import { returnHelpWithoutRight } from './help/return-to-queue.ts';
import { endLaneLost } from './lanes/end-lane-lost.ts';

type Deps = Pick<ServiceDeps, 'clock' | 'random' | 'operator'>;

/**
 * Ends what rests on a right that a change of the policy, of groups or of managers has taken away, in the transaction of that change. It ends
 * for good: to change it back revives nothing (N18). What a person loses by a change of their own account is `endLost`'s affair.
 * @param draft says who takes it away
 * @param before the policy until now, where that is what changes
 */
export async function endRightsLost(
  deps: Deps,
  tx: Transaction,
  organizationId: OrganizationId,
  draft: Draft,
  before: Policy | null = null,
): Promise<void> {
  const organization = await tx.organizations.findById(organizationId);
  if (organization === null) throw new Error('The organization vanished');
  const { policy } = organization;
  await endLaneLost(deps, tx, organization, draft, before);
  await endDelegationsWithoutRight(deps, tx, organization, draft);
  await returnHelpWithoutRight(deps, tx, organization, draft);
  if (before === null) return;
  if (before.selfService && !policy.selfService) await closeQueue(deps, tx, organizationId, draft);
  if (reachesWithoutSlack(before) && !reachesWithoutSlack(policy))
    for (const request of await tx.requests.listOpen(organizationId))
      if (request.origin.targetSlackId === null) await endRequest(deps, tx, request, 'right_lost', draft);
}

function reachesWithoutSlack({ codesWithoutSlack, mail }: Policy): boolean {
  return codesWithoutSlack && mail;
}
