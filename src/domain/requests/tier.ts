import type { DirectoryUser } from '../directory/directory-user.ts';
import type { Role } from '../directory/roles.ts';
import type { GroupId } from '../ids.ts';
import type { ApproverRule } from './approval.ts';
import type { VerificationMethod } from './verification.ts';

/** How much harm a code for the wrong person would do, least first. It decides what a request needs. */
export const tiers = ['standard', 'privileged', 'executive'] as const;
export type Tier = (typeof tiers)[number];

/** What a request for a target of a tier needs before it becomes a code. */
export interface TierPolicy {
  /** How many different ways of verifying the caller; 0: none is asked for. */
  readonly verificationsRequired: number;
  /** The ways that count. */
  readonly verificationMethods: readonly VerificationMethod[];
  /** How many people have to agree, besides the requester. */
  readonly approvalsRequired: number;
  /** The people who may. */
  readonly approvers: ApproverRule;
  /** Who is asked beside them once {@link escalateAfterMinutes} have passed; `null`: no one. */
  readonly fallbackApprovers: ApproverRule | null;
  readonly escalateAfterMinutes: number;
  /** After which those who have not answered are reminded, once; `null`: never. */
  readonly remindAfterMinutes: number | null;
}

/**
 * The tier of a target by itself, before any risk signal raises it.
 * @param groupIds the groups that the target is a member of
 */
export function tierOf(
  target: Pick<DirectoryUser, 'role'>,
  groupIds: readonly GroupId[],
  policy: { readonly privilegedRoles: readonly Role[]; readonly executiveGroups: readonly GroupId[] },
): Tier {
  if (policy.executiveGroups.some((id) => groupIds.includes(id))) return 'executive';
  return policy.privilegedRoles.includes(target.role) ? 'privileged' : 'standard';
}
