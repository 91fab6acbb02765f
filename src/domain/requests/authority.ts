import type { DirectoryUser } from '../directory/directory-user.ts';
import { parseEmail } from '../directory/email.ts';
import { domainStateOf, type EmailDomain } from '../directory/email-domain.ts';
import { isIssuingRole, type Role } from '../directory/roles.ts';
import type { GroupId, UserId } from '../ids.ts';
import { isHelpDeskOn, judgeScopes } from '../organization/help-desk.ts';
import type { Policy } from '../organization/policy.ts';
import type { ApproverFacts } from './approval.ts';
import type { Lane, Right } from './lane.ts';
import { type Refusal, refuse } from './refusals.ts';
import { tierOf } from './tier.ts';

/**
 * What one person wants to do about another's codes.
 * - `issue` a code; whether the target is fit for one is decided by eligibility. `lane`: by this right alone; unless told, by any.
 * - `see` what became of their codes.
 * - `revoke` a code of theirs; `issuedBy` is who issued it, `null` for an operator.
 * - `unlock` them after too many wrong codes.
 * - `approve` a request of `requesterId`'s for them, by one of the rules.
 */
export type Act =
  | { readonly kind: 'issue'; readonly lane?: Lane }
  | { readonly kind: 'see' | 'unlock' }
  | { readonly kind: 'revoke'; readonly issuedBy: UserId | null }
  | ({ readonly kind: 'approve'; readonly requesterId: UserId } & ApproverFacts);

/** Everything but approving, which goes by the request's own rules. */
export type LaneAct = Exclude<Act['kind'], 'approve'>;

/** What makes the target someone's to help who is neither owner nor admin. */
export interface Ties {
  /** The groups that the target is a member of. */
  readonly targetGroups: readonly GroupId[];
  /** The organization's domain of the target's address, or `null` if it has none of that name. */
  readonly targetDomain: EmailDomain | null;
  /** Whether the target is the actor's report. */
  readonly isReport: boolean;
}

export type LanePolicy = Pick<
  Policy,
  'mayIssueFor' | 'helpDesk' | 'managerLane' | 'privilegedRoles' | 'executiveGroups'
>;

/** Everything the decision rests on, read in one transaction. */
export interface AuthorityFacts {
  readonly actor: DirectoryUser;
  readonly target: DirectoryUser;
  readonly policy: LanePolicy;
  /** Left out: none, which leaves the lane of owners and admins. */
  readonly ties?: Ties;
}

export type Authority =
  /** `right`: by which they may; `null` where it takes none, as for what is one's own. */
  | { readonly kind: 'allowed'; readonly right: Right | null }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/** The lanes that are open to each role, the widest first, once the policy opens them. */
const lanesOf: Readonly<Record<Role, readonly Lane[]>> = {
  owner: ['issuer', 'manager'],
  admin: ['issuer', 'manager'],
  helpdesk: ['help_desk', 'manager'],
  member: ['manager'],
};

/** How far each act reaches in each lane: to everyone the lane covers, only to codes the actor made, or not at all. */
const reachOf: Readonly<Record<Lane, Readonly<Record<LaneAct, 'covered' | 'own' | 'none'>>>> = {
  issuer: { issue: 'covered', see: 'covered', revoke: 'covered', unlock: 'covered' },
  help_desk: { issue: 'covered', see: 'covered', revoke: 'own', unlock: 'none' },
  manager: { issue: 'covered', see: 'none', revoke: 'own', unlock: 'none' },
};

/**
 * The one rule of who may act for another person. It depends on roles, the actor's status, the policy, and what ties the two. Of the target's own only
 * role, groups and domain count, so a suspended person's code can still be seen and revoked.
 */
export function decideAuthority(act: Act, facts: AuthorityFacts): Authority {
  if (act.kind !== 'approve') return decideByLane(act, facts);
  const refusals = judgeApprover(act, facts);
  return refusals.length === 0 ? { kind: 'allowed', right: null } : { kind: 'refused', refusals };
}

/** Whether they are an owner or admin who may act: others have no say about the organization, such as in a freeze. */
export function judgeRequester(requester: DirectoryUser): Refusal[] {
  const refusals: Refusal[] = [];
  if (requester.status !== 'confirmed') refusals.push(refuse('requester_not_confirmed'));
  if (!isIssuingRole(requester.role)) refusals.push(refuse('requester_role'));
  return refusals;
}

/**
 * Whether they may do this for anyone at all, or for some person in some lane.
 * @param lane by this one alone; `null`: by any
 */
export function judgeAsker(
  act: LaneAct,
  asker: DirectoryUser,
  policy: LanePolicy,
  lane: Lane | null = null,
): Refusal[] {
  const refusals: Refusal[] = [];
  if (asker.status !== 'confirmed') refusals.push(refuse('requester_not_confirmed'));
  if (listLanes(act, asker, policy, lane).length === 0) refusals.push(refuse('requester_role'));
  return refusals;
}

function listLanes(
  act: LaneAct,
  { role }: DirectoryUser,
  policy: LanePolicy,
  only: Lane | null,
): readonly Lane[] {
  return lanesOf[role].filter(
    (lane) => (only === null || lane === only) && reachOf[lane][act] !== 'none' && isOpen(lane, policy),
  );
}

function isOpen(lane: Lane, { helpDesk, managerLane }: LanePolicy): boolean {
  switch (lane) {
    case 'issuer':
      return true;
    case 'help_desk':
      return isHelpDeskOn(helpDesk);
    case 'manager':
      return managerLane;
  }
}

function decideByLane(act: Exclude<Act, { kind: 'approve' }>, facts: AuthorityFacts): Authority {
  const { actor, target, policy } = facts;
  const only = act.kind === 'issue' ? (act.lane ?? null) : null;
  const own = judgeAsker(act.kind, actor, policy, only);
  if (own.length > 0) return { kind: 'refused', refusals: own };
  if (actor.organizationId !== target.organizationId) return refusedFor(refuse('target_not_in_directory'));
  const isSelf = actor.id === target.id;
  switch (act.kind) {
    case 'issue':
    case 'unlock':
      if (isSelf) return refusedFor(refuse('self'));
      break;
    case 'see':
      if (isSelf) return { kind: 'allowed', right: null };
      break;
    case 'revoke':
      // Revoking harms no one: a code for oneself, or one of one's own making for someone who is out of reach by now.
      if (isSelf || act.issuedBy === actor.id) return { kind: 'allowed', right: null };
      break;
    default:
      act satisfies never;
  }
  const open = listLanes(act.kind, actor, policy, only);
  const reaching = open.filter((lane) => reachOf[lane][act.kind] === 'covered');
  for (const lane of reaching) {
    const right = findRight(lane, facts);
    if (right !== null) return { kind: 'allowed', right };
  }
  return refusedFor(explain(reaching, target));
}

/** Why none of the lanes reaches them, as the actor's widest has it. It says nothing of the target that the actor needn't know. */
function explain([widest]: readonly Lane[], { role, displayName: name }: DirectoryUser): Refusal {
  if (widest === undefined) return refuse('requester_role');
  switch (widest) {
    case 'issuer':
      return refuse('role_not_allowed', { role });
    case 'help_desk':
      return role === 'member' ? refuse('help_desk_scope', { name }) : refuse('role_not_allowed', { role });
    case 'manager':
      return refuse('not_your_report');
  }
}

/** What the lane gives the actor for this person; `null`: nothing. */
function findRight(lane: Lane, facts: AuthorityFacts): Right | null {
  switch (lane) {
    case 'issuer':
      return coversRole(facts) ? { lane, needsApproval: false } : null;
    case 'help_desk': {
      const scope = isOrdinary(facts) ? scopeOf(facts) : 'deny';
      return scope === 'deny' ? null : { lane, needsApproval: scope === 'limit' };
    }
    case 'manager':
      // A manager knows their report, and might want their account: someone else has to agree.
      return isOrdinary(facts) && facts.ties?.isReport === true ? { lane, needsApproval: true } : null;
  }
}

/** Whether the help desk or a manager may ever help the target: only a member of the lowest tier, before any signal. */
function isOrdinary({ target, policy, ties }: AuthorityFacts): boolean {
  if (ties === undefined || target.role !== 'member') return false;
  return tierOf(target, ties.targetGroups, policy) === 'standard';
}

function scopeOf({ target, policy, ties }: AuthorityFacts) {
  const name = parseEmail(target.email ?? '')?.domain;
  const found = ties?.targetDomain ?? null;
  // The caller looked up the domain. Check here, where the decision is made, that it is the right one.
  const isTheirs = found?.organizationId === target.organizationId && found.name === name;
  const domain =
    name === undefined ? null : { name, isVerified: isTheirs && domainStateOf(found) === 'verified' };
  return judgeScopes(policy.helpDesk, ties?.targetGroups ?? [], domain);
}

/**
 * An approver is neither the requester nor the target, and fits a rule: by a role in which they could issue the code themselves, by a group,
 * or as the target's manager. Only the first needs an issuing role.
 */
function judgeApprover(
  { requesterId, rules, groups, isManager }: Extract<Act, { kind: 'approve' }>,
  facts: AuthorityFacts,
): Refusal[] {
  const { actor, target } = facts;
  if (actor.id === requesterId) return [refuse('approver_is_requester')];
  if (actor.id === target.id) return [refuse('approver_is_target')];
  const wrongRole = [refuse('approver_role', { role: target.role })];
  const isNamed = rules.some(
    (rule) => (rule.manager && isManager) || rule.groups.some((id) => groups.includes(id)),
  );
  const isOfRole = rules.some((rule) => (rule.roles as readonly Role[]).includes(actor.role));
  if (!isNamed && !isOfRole) return wrongRole;
  if (actor.status !== 'confirmed') return [refuse('requester_not_confirmed')];
  if (actor.organizationId !== target.organizationId) return [refuse('target_not_in_directory')];
  return isNamed || coversRole(facts) ? [] : wrongRole;
}

function coversRole({ actor, target, policy }: AuthorityFacts): boolean {
  if (!isIssuingRole(actor.role)) return false;
  // An Admin never acts for an Owner, even if a damaged policy says so.
  if (actor.role === 'admin' && target.role === 'owner') return false;
  return policy.mayIssueFor[actor.role].includes(target.role);
}

function refusedFor(refusal: Refusal): Authority {
  return { kind: 'refused', refusals: [refusal] };
}
