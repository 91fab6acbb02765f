import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import type { ApproverRule } from '../../../domain/requests/approval.ts';
import { type Delegation, mayTakePlace } from '../../../domain/requests/delegation.ts';
import type { EligibilityFacts } from '../../../domain/requests/eligibility.ts';
import type { Readers, Transaction } from '../../../ports/store.ts';
import { readApproverFacts } from '../find-approvers.ts';

type Rooms = Pick<Readers | Transaction, 'directory' | 'groups' | 'sourcePeople' | 'delegations'>;

/** Those in whose place this person may approve the request now, the oldest delegation first. */
export async function findGivers(
  rooms: Rooms,
  facts: EligibilityFacts,
  rules: readonly ApproverRule[],
  delegate: DirectoryUser,
  now: number,
): Promise<DirectoryUser[]> {
  const givers: DirectoryUser[] = [];
  for (const delegation of await listDelegations(rooms, facts)) {
    if (delegation.to !== delegate.id) continue;
    const giver = await rooms.directory.findUser(delegate.organizationId, delegation.from);
    if (giver !== null && (await fits(rooms, facts, rules, { delegation, giver, delegate }, now)))
      givers.push(giver);
  }
  return givers;
}

/** Who takes this approver's place for the request now; `null`: no one. */
export async function findDelegate(
  rooms: Rooms,
  facts: EligibilityFacts,
  rules: readonly ApproverRule[],
  giver: DirectoryUser,
  now: number,
): Promise<DirectoryUser | null> {
  const delegation = (await listDelegations(rooms, facts)).find(({ from }) => from === giver.id);
  if (delegation === undefined) return null;
  const delegate = await rooms.directory.findUser(giver.organizationId, delegation.to);
  if (delegate === null) return null;
  return (await fits(rooms, facts, rules, { delegation, giver, delegate }, now)) ? delegate : null;
}

async function listDelegations(
  { delegations }: Rooms,
  { policy, target }: EligibilityFacts,
): Promise<Delegation[]> {
  return policy.delegation ? delegations.listLasting(target.organizationId) : [];
}

async function fits(
  rooms: Rooms,
  facts: EligibilityFacts,
  rules: readonly ApproverRule[],
  { delegation, giver, delegate }: { delegation: Delegation; giver: DirectoryUser; delegate: DirectoryUser },
  now: number,
): Promise<boolean> {
  const theirs = await readApproverFacts(rooms, rules, facts.target, giver);
  return mayTakePlace(delegation, { ...facts, ...theirs, approver: giver, delegate }, now);
}
