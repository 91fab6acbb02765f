import type { IssuingRole } from '../directory/roles.ts';
import type { GroupId, UserId } from '../ids.ts';

/** Who may approve. A person who fits any part of it may; requester and target never may. */
export interface ApproverRule {
  /** Those of these roles who could issue a code for the target themselves. */
  readonly roles: readonly IssuingRole[];
  /** Members of these groups. */
  readonly groups: readonly GroupId[];
  /** The target's manager. */
  readonly manager: boolean;
}

export const verdicts = ['approved', 'rejected'] as const;
export type Verdict = (typeof verdicts)[number];

/** One person's word on a request. */
export interface Approval {
  readonly approverId: UserId;
  /** Whose place they took, by that person's delegation; `null`: their own. */
  readonly onBehalfOf: UserId | null;
  readonly verdict: Verdict;
  readonly decidedAt: number;
  /** Why it was rejected, as they wrote it; `null` if they gave none. */
  readonly reason: string | null;
  /** The digest (`digestAct`) of the request as they saw it: a word on anything else doesn't count. */
  readonly actDigest: string;
}

/** An approval as it was stored, with what an earlier version did not know. */
export function completeApproval(stored: Omit<Approval, 'onBehalfOf'> & Partial<Approval>): Approval {
  return { onBehalfOf: null, ...stored };
}

/** What decides whether one person may approve, beside who they are. */
export interface ApproverFacts {
  /** A person who fits one of them may. */
  readonly rules: readonly ApproverRule[];
  /** The groups that the approver is a member of. */
  readonly groups: readonly GroupId[];
  /** Whether they are the target's manager. */
  readonly isManager: boolean;
}
