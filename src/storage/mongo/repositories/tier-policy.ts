import type { ApproverRule } from '../../../domain/requests/approval.ts';
import { definePart } from '../engine/schema.ts';

const approverRule = definePart<ApproverRule>({ roles: [String], groups: [String], manager: Boolean });

/** The fields of a `TierPolicy`, as an organization's policy and a request's terms have them. */
export const tierPolicyFields = {
  verificationsRequired: Number,
  verificationMethods: [String],
  approvalsRequired: Number,
  approvers: approverRule,
  fallbackApprovers: approverRule,
  escalateAfterMinutes: Number,
  remindAfterMinutes: Number,
};
