import { Schema } from 'mongoose';
import type { OrganizationId } from '../../../domain/ids.ts';
import type { Organization } from '../../../domain/organization/organization.ts';
import { defaultPolicy, type Policy } from '../../../domain/organization/policy.ts';
import { schemaOptions } from './schema-options.ts';

/**
 * `slackTenantIds` is left out while there are none: an empty array has an entry in the unique index, so only one organization could be
 * without a workspace.
 */
export interface OrganizationRow extends Omit<Organization, 'id' | 'slackTenantIds' | 'policy'> {
  readonly _id: OrganizationId;
  readonly slackTenantIds?: readonly string[];
  /** As written: an older version of the program may not have known every field. */
  readonly policy: Partial<Policy>;
}

const policyFields = {
  codeLifetimeMinutes: Number,
  requestLifetimeMinutes: Number,
  approvalLifetimeMinutes: Number,
  mayIssueFor: { owner: [String], admin: [String] },
  approvalRequiredFor: [String],
  reasonRequired: Boolean,
  revealIn: String,
  hideAfterSeconds: Number,
  requestsPerRequesterPerHour: Number,
  requestsPerTargetPerDay: Number,
  delayAfterFailures: Number,
  delaySecondsMax: Number,
  burstFailures: Number,
  burstWindowMinutes: Number,
  freezeMinutes: Number,
  failuresMax: Number,
  securityChannelId: String,
  securityChannelTenantId: String,
  accentColor: String,
  requireReEnrolment: Boolean,
} satisfies Record<keyof Policy, unknown>;

export const organizationSchema = new Schema<OrganizationRow>(
  {
    _id: { type: String, required: true },
    name: String,
    slackTenantIds: { type: [String], default: undefined },
    policy: { type: new Schema(policyFields, { ...schemaOptions, _id: false }), required: true },
    createdAt: { type: Number, required: true },
  },
  schemaOptions,
);
organizationSchema.index(
  { slackTenantIds: 1 },
  { name: 'one_organization_per_slack_tenant', unique: true, sparse: true },
);
organizationSchema.index({ createdAt: 1, _id: 1 }, { name: 'oldest_first' });

export function toOrganization({
  _id,
  slackTenantIds = [],
  policy,
  ...fields
}: OrganizationRow): Organization {
  return { id: _id, ...fields, slackTenantIds, policy: { ...defaultPolicy, ...policy } };
}

export function fromOrganization({ id, slackTenantIds, ...fields }: Organization): OrganizationRow {
  return { _id: id, ...fields, ...(slackTenantIds.length > 0 && { slackTenantIds }) };
}
