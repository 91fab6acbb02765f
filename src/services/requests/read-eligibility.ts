import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { GroupId } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import type { Policy } from '../../domain/organization/policy.ts';
import type { AuthorityFacts, Ties } from '../../domain/requests/authority.ts';
import type { EligibilityFacts } from '../../domain/requests/eligibility.ts';
import type { Lane } from '../../domain/requests/lane.ts';
import type { Readers, Transaction } from '../../ports/store.ts';
import { findManager } from '../directory/find-manager.ts';
import { readDomain } from '../directory/read-domain.ts';

type Rooms = Pick<Readers | Transaction, 'domains' | 'groups'>;

/**
 * Reads the facts of an eligibility decision as they are now, in the transaction that acts on it.
 * @param lane the request's, which has to give the right still; `null` if none is open yet
 */
export async function readEligibilityFacts(
  tx: Transaction,
  organization: Organization,
  requester: DirectoryUser,
  target: DirectoryUser,
  lane: Lane | null,
): Promise<EligibilityFacts> {
  const policy = await readPolicy(tx, organization);
  const targetDomain = await readDomain(tx, target);
  const targetGroups = await readGroups(tx, requester, target, policy);
  const mayBeManager = policy.managerLane && (lane === null || lane === 'manager');
  const isReport = mayBeManager && (await findManager(tx, target))?.id === requester.id;
  const freezes = await tx.freezes.listLasting(organization.id);
  return { requester, target, targetDomain, targetGroups, isReport, lane, policy, freezes };
}

/** The target's groups, where the tier or the help desk's scopes depend on them. */
async function readGroups(
  { groups }: Pick<Rooms, 'groups'>,
  { role }: DirectoryUser,
  target: DirectoryUser,
  policy: Policy,
): Promise<GroupId[]> {
  if (policy.executiveGroups.length === 0 && role !== 'helpdesk') return [];
  return (await groups.listOfUser(target.organizationId, target.id)).map(({ id }) => id);
}

/** The same for a decision about authority alone. */
export async function readAuthorityFacts(
  tx: Transaction,
  organization: Organization,
  actor: DirectoryUser,
  target: DirectoryUser,
): Promise<AuthorityFacts> {
  const policy = await readPolicy(tx, organization);
  return { actor, target, policy, ties: await readTies(tx, policy, actor, target) };
}

const noTies: Ties = { targetGroups: [], targetDomain: null, isReport: false };

/** For everything but a request. A manager's lane reaches no further than what is of their own making, so that isn't looked up. */
export async function readTies(
  rooms: Rooms,
  policy: Policy,
  actor: DirectoryUser,
  target: DirectoryUser,
): Promise<Ties> {
  if (actor.role !== 'helpdesk') return noTies;
  return {
    ...noTies,
    targetGroups: await readGroups(rooms, actor, target, policy),
    targetDomain: await readDomain(rooms, target),
  };
}

async function readPolicy(tx: Transaction, organization: Organization): Promise<Policy> {
  const fresh = await tx.organizations.findById(organization.id);
  if (fresh === null) throw new Error('The organization vanished');
  return fresh.policy;
}
