import { Schema } from 'mongoose';
import type { OrganizationId } from '../../../domain/ids.ts';
import type { Organization } from '../../../domain/organization/organization.ts';
import { defaultPolicy, type Policy } from '../../../domain/organization/policy.ts';
import { schemaOptions } from './schema-options.ts';

/**
 * `slackTenantIds` is left out while there are none: an empty array has an entry of its own in a unique index, so that
 * only one organization could be without a workspace.
 */
export interface OrganizationRow extends Omit<Organization, 'id' | 'slackTenantIds' | 'policy'> {
  readonly _id: OrganizationId;
  readonly slackTenantIds?: readonly string[];
  /** As it was written: an older version of the program may not have known every field. */
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

export function toOrganization(row: OrganizationRow): Organization {
  const policy = { ...defaultPolicy, ...row.policy };
  const { owner, admin } = policy.mayIssueFor;
  return {
    id: row._id,
    name: row.name,
    slackTenantIds: [...(row.slackTenantIds ?? [])],
    policy: { ...policy, mayIssueFor: { owner, admin } },
    createdAt: row.createdAt,
  };
}

export function fromOrganization(organization: Organization): OrganizationRow {
  const { id, name, slackTenantIds, policy, createdAt } = organization;
  const row = { _id: id, name, policy, createdAt };
  return slackTenantIds.length === 0 ? row : { ...row, slackTenantIds };
}
