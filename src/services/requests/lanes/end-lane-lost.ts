import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import { isHelpDeskOn } from '../../../domain/organization/help-desk.ts';
import type { Organization } from '../../../domain/organization/organization.ts';
import type { Policy } from '../../../domain/organization/policy.ts';
import { decideAuthority, type Ties } from '../../../domain/requests/authority.ts';
import type { Lane } from '../../../domain/requests/lane.ts';
import type { Transaction } from '../../../ports/store.ts';
import type { ServiceDeps } from '../../deps.ts';
import { type Draft, endCode, endRequest } from '../../directory/end-lost.ts';
import { findManager } from '../../directory/find-manager.ts';
import { readTies } from '../read-eligibility.ts';

type Deps = Pick<ServiceDeps, 'clock' | 'random' | 'operator'>;

/**
 * Ends what was asked or issued by the help desk's or a manager's right that no longer holds for this target, and what owners and admins asked
 * for before the policy took that target from their role. What such a person issued stays where they lost their own role or status: that is
 * `endLost`'s affair.
 */
export async function endLaneLost(
  deps: Deps,
  tx: Transaction,
  { id: organizationId, policy }: Pick<Organization, 'id' | 'policy'>,
  draft: Draft,
  before: Policy | null,
): Promise<void> {
  const changesRoles =
    before !== null && JSON.stringify(before.mayIssueFor) !== JSON.stringify(policy.mayIssueFor);
  if (!changesRoles && !hasLanes(policy) && (before === null || !hasLanes(before))) return;
  const find = (id: DirectoryUser['id']) => tx.directory.findUser(organizationId, id);
  for (const code of await tx.codes.listLive(organizationId)) {
    const request = await tx.requests.find(organizationId, code.requestId);
    if (request === null || request.lane === 'issuer') continue;
    const [issuer, target] = [await find(request.requesterId), await find(code.userId)];
    if (issuer === null || target === null || !isStillOf(request.lane, issuer)) continue;
    if (!(await hasRight(tx, policy, request.lane, issuer, target)))
      await endCode(deps, tx, code, 'right_lost', draft);
  }
  for (const request of await tx.requests.listOpen(organizationId)) {
    if (request.lane === 'issuer' && !changesRoles) continue;
    const [requester, target] = [await find(request.requesterId), await find(request.targetId)];
    if (requester === null || target === null) continue;
    if (!(await hasRight(tx, policy, request.lane, requester, target)))
      await endRequest(deps, tx, request, 'right_lost', draft);
  }
}

function hasLanes({ helpDesk, managerLane }: Policy): boolean {
  return managerLane || isHelpDeskOn(helpDesk);
}

function isStillOf(lane: Lane, { role, status }: DirectoryUser): boolean {
  return status === 'confirmed' && (lane !== 'help_desk' || role === 'helpdesk');
}

async function hasRight(
  tx: Transaction,
  policy: Policy,
  lane: Lane,
  actor: DirectoryUser,
  target: DirectoryUser,
): Promise<boolean> {
  const isReport = lane === 'manager' && (await findManager(tx, target))?.id === actor.id;
  const ties: Ties = { ...(await readTies(tx, policy, actor, target)), isReport };
  return decideAuthority({ kind: 'issue', lane }, { actor, target, policy, ties }).kind === 'allowed';
}
