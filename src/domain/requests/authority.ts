import type { DirectoryUser } from '../directory/directory-user.ts';
import { isIssuingRole, type Role } from '../directory/roles.ts';
import type { UserId } from '../ids.ts';
import type { Policy } from '../organization/policy.ts';
import type { ApproverFacts } from './approval.ts';
import { type Refusal, refuse } from './refusals.ts';

/**
 * What one person wants to do about another's codes.
 * - `issue` a code; whether the target is fit for one is decided by eligibility.
 * - `see` what became of their codes.
 * - `revoke` a code of theirs; `issuedBy` is who issued it, `null` for an operator.
 * - `unlock` them after too many wrong codes.
 * - `approve` a request of `requesterId`'s for them, by one of the rules.
 */
export type Act =
  | { readonly kind: 'issue' | 'see' | 'unlock' }
  | { readonly kind: 'revoke'; readonly issuedBy: UserId | null }
  | ({ readonly kind: 'approve'; readonly requesterId: UserId } & ApproverFacts);

/** Everything the decision rests on, read in one transaction. */
export interface AuthorityFacts {
  readonly actor: DirectoryUser;
  readonly target: DirectoryUser;
  readonly policy: Pick<Policy, 'mayIssueFor'>;
}

export type Authority =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/**
 * The one rule of who may act for whom. It depends on roles, the actor's status and the policy. Only the target's role counts, so
 * a suspended person's code can still be seen and revoked.
 */
export function decideAuthority(act: Act, facts: AuthorityFacts): Authority {
  const refusals = act.kind === 'approve' ? judgeApprover(act, facts) : judgeActor(act, facts);
  return refusals.length === 0 ? { kind: 'allowed' } : { kind: 'refused', refusals };
}

/** Whether they may act for anyone at all. */
export function judgeRequester(requester: DirectoryUser): Refusal[] {
  const refusals: Refusal[] = [];
  if (requester.status !== 'confirmed') refusals.push(refuse('requester_not_confirmed'));
  if (!isIssuingRole(requester.role)) refusals.push(refuse('requester_role'));
  return refusals;
}

/** What every act needs. */
function judgeBasis({ actor, target }: AuthorityFacts): Refusal[] {
  const own = judgeRequester(actor);
  if (own.length > 0) return own;
  return actor.organizationId === target.organizationId ? [] : [refuse('target_not_in_directory')];
}

function judgeActor(act: Exclude<Act, { kind: 'approve' }>, facts: AuthorityFacts): Refusal[] {
  const basis = judgeBasis(facts);
  if (basis.length > 0) return basis;
  const { actor, target } = facts;
  const isSelf = actor.id === target.id;
  switch (act.kind) {
    case 'issue':
    case 'unlock':
      if (isSelf) return [refuse('self')];
      break;
    case 'see':
      if (isSelf) return [];
      break;
    case 'revoke':
      // Revoking harms no one: a code for oneself, or one of one's own making for a role that is out of reach by now.
      if (isSelf || act.issuedBy === actor.id) return [];
      break;
    default:
      act satisfies never;
  }
  return coversRole(facts) ? [] : [refuse('role_not_allowed', { role: target.role })];
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
