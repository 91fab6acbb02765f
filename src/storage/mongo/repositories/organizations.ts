import type { Model } from 'mongoose';
import type { Role } from '../../../domain/directory/roles.ts';
import type { OrganizationId } from '../../../domain/ids.ts';
import type { Organization } from '../../../domain/organization/organization.ts';
import { completePolicy, type Policy } from '../../../domain/organization/policy.ts';
import type { ProviderRule } from '../../../domain/providers/provider-rule.ts';
import type { OrganizationReader, OrganizationWriter } from '../../../ports/organizations.ts';
import type { Context } from '../engine/context.ts';
import { definePart, defineSchema, type FieldsOf } from '../engine/schema.ts';
import { createTable } from '../engine/table.ts';
import { tierPolicyFields } from './tier-policy.ts';

/**
 * `slackTenantIds` is left out while there are none: an empty array has an entry in the unique index, so only one organization could be
 * without a workspace.
 */
interface OrganizationRow extends Omit<Organization, 'id' | 'slackTenantIds' | 'policy'> {
  readonly _id: OrganizationId;
  readonly slackTenantIds?: readonly string[];
  /** As written: an older version of the program may not have known every field. */
  readonly policy: Partial<Policy>;
}

const policyFields = {
  codeLifetimeMinutes: Number,
  codeLifetimeMinutesMax: Number,
  delayedStartDaysMax: Number,
  remindBeforeExpiryMinutes: Number,
  requestLifetimeMinutes: Number,
  approvalLifetimeMinutes: Number,
  mayIssueFor: { owner: [String], admin: [String] },
  helpDesk: {
    allow: { groups: [String], domains: [String] },
    limit: { groups: [String], domains: [String] },
    deny: { groups: [String], domains: [String] },
    lifetimeMinutesMax: Number,
    codesPerHour: Number,
  },
  managerLane: Boolean,
  privilegedRoles: [String],
  executiveGroups: [String],
  tiers: { standard: tierPolicyFields, privileged: tierPolicyFields, executive: tierPolicyFields },
  riskSignals: [String],
  ticketRequired: Boolean,
  ticketPattern: String,
  ticketLink: String,
  otherVerification: String,
  twoWayWords: [String],
  reasonRequired: Boolean,
  revealIn: String,
  hideAfterSeconds: Number,
  requestsPerRequesterPerHour: Number,
  requestsPerTargetPerDay: Number,
  requestsPerOrganizationPerHour: Number,
  requestBurst: Number,
  requestBurstMinutes: Number,
  delayAfterFailures: Number,
  delaySecondsMax: Number,
  burstFailures: Number,
  burstWindowMinutes: Number,
  freezeMinutes: Number,
  failuresMax: Number,
  delegation: Boolean,
  securityChannelId: String,
  securityChannelTenantId: String,
  mail: Boolean,
  codesWithoutSlack: Boolean,
  noticeFallback: String,
  selfService: Boolean,
  accentColor: String,
  language: String,
  requireReEnrolment: Boolean,
  providers: [
    definePart<ProviderRule>({
      when: definePart<Record<FieldsOf<ProviderRule['when']>, string>>({
        kind: String,
        groupId: String,
        domain: String,
        tier: String,
      }),
      providerId: String,
    }),
  ],
  endSessionsOnDisown: Boolean,
  authority: { status: String, role: String, name: String, email: String, manager: String },
} satisfies Record<keyof Policy, unknown>;

export const organizationSchema = defineSchema<OrganizationRow>({
  name: String,
  slackTenantIds: { type: [String], default: undefined },
  policy: { type: definePart(policyFields), required: true },
  createdAt: { type: Number, required: true },
});
organizationSchema.index(
  { slackTenantIds: 1 },
  { name: 'one_organization_per_slack_tenant', unique: true, sparse: true },
);
organizationSchema.index({ createdAt: 1, _id: 1 }, { name: 'oldest_first' });

function toOrganization({ _id, slackTenantIds = [], policy, ...fields }: OrganizationRow): Organization {
  // An earlier version called the privileged roles by what they needed.
  const { approvalRequiredFor, ...stored } = policy as Partial<Policy> & { approvalRequiredFor?: Role[] };
  const privileged = approvalRequiredFor === undefined ? {} : { privilegedRoles: approvalRequiredFor };
  return { id: _id, ...fields, slackTenantIds, policy: completePolicy({ ...privileged, ...stored }) };
}

function fromOrganization({ id, slackTenantIds, ...fields }: Organization): OrganizationRow {
  return { _id: id, ...fields, ...(slackTenantIds.length > 0 && { slackTenantIds }) };
}

export function createOrganizations(organizations: Model<OrganizationRow>, context: Context) {
  const { find, list, updateKnown } = createTable(organizations, toOrganization, context);
  const reader: OrganizationReader = {
    findById: (id) => find({ _id: id }),
    findBySlackTenant: (slackTenantId) => find({ slackTenantIds: slackTenantId }),
    list: () => list({}, { createdAt: 1, _id: 1 }),
  };
  const writer: OrganizationWriter = {
    ...reader,
    insert: (organization) => context.insert(organizations, fromOrganization(organization)),
    addSlackTenant: (id, slackTenantId) =>
      updateKnown({ _id: id }, { $addToSet: { slackTenantIds: slackTenantId } }),
    rename: (id, name) => updateKnown({ _id: id }, { $set: { name } }),
    setPolicy: (id, policy) => updateKnown({ _id: id }, { $set: { policy } }),
  };
  return { reader, writer };
}
