import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { UserId } from '../../domain/ids.ts';
import type { ApproverFacts, ApproverRule } from '../../domain/requests/approval.ts';
import { decideApproval, type EligibilityFacts } from '../../domain/requests/eligibility.ts';
import type { Readers, Transaction } from '../../ports/store.ts';
import { findManager } from '../directory/find-manager.ts';

export const APPROVERS_ASKED_MAX = 10;
/** Requester and target never may, hence two more. */
const CANDIDATES_MAX = APPROVERS_ASKED_MAX + 2;

type Rooms = Pick<Readers | Transaction, 'directory' | 'groups' | 'sourcePeople'>;

/** What decides whether this person may approve for the target, beside who they are. Asks only for what the rules depend on. */
export async function readApproverFacts(
  rooms: Rooms,
  rules: readonly ApproverRule[],
  target: DirectoryUser,
  approver: DirectoryUser,
): Promise<ApproverFacts> {
  const groups = rules.some((rule) => rule.groups.length > 0)
    ? (await rooms.groups.listOfUser(approver.organizationId, approver.id)).map(({ id }) => id)
    : [];
  const manager = rules.some((rule) => rule.manager) ? await findManager(rooms, target) : null;
  return { rules, groups, isManager: manager?.id === approver.id };
}

/**
 * Those who may approve, at most {@link APPROVERS_ASKED_MAX}: the manager first, then members of groups, then by role, owners before admins.
 * Each group and role is queried by itself, so that many of one cannot crowd out the next.
 */
export async function findApprovers(
  rooms: Rooms,
  facts: EligibilityFacts,
  rules: readonly ApproverRule[],
): Promise<DirectoryUser[]> {
  const approvers = new Map<UserId, DirectoryUser>();
  for (const candidate of await listCandidates(rooms, facts.target, rules)) {
    if (approvers.size === APPROVERS_ASKED_MAX) break;
    if (approvers.has(candidate.id)) continue;
    const approver = await readApproverFacts(rooms, rules, facts.target, candidate);
    if (decideApproval({ ...facts, ...approver, approver: candidate }).kind === 'allowed')
      approvers.set(candidate.id, candidate);
  }
  return [...approvers.values()];
}

async function listCandidates(
  rooms: Rooms,
  target: DirectoryUser,
  rules: readonly ApproverRule[],
): Promise<DirectoryUser[]> {
  const { organizationId } = target;
  const manager = rules.some((rule) => rule.manager) ? await findManager(rooms, target) : null;
  const candidates = manager === null ? [] : [manager];
  for (const group of new Set(rules.flatMap((rule) => rule.groups))) {
    const ids = await rooms.groups.listMembers(organizationId, group, {
      after: null,
      limit: CANDIDATES_MAX,
    });
    candidates.push(...(await rooms.directory.listUsersByIds(organizationId, ids)));
  }
  for (const role of new Set(rules.flatMap((rule) => rule.roles)))
    candidates.push(...(await rooms.directory.listConfirmedByRole(organizationId, [role], CANDIDATES_MAX)));
  return candidates;
}
