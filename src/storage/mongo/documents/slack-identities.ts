import { Schema } from 'mongoose';
import type { SlackIdentity } from '../../../domain/directory/slack-identity.ts';
import { joinKey, schemaOptions } from './schema-options.ts';

export interface SlackIdentityRow extends SlackIdentity {
  readonly _id: string;
}

export const slackIdentitySchema = new Schema<SlackIdentityRow>(
  {
    _id: { type: String, required: true },
    organizationId: { type: String, required: true },
    slackTenantId: { type: String, required: true },
    slackUserId: { type: String, required: true },
    userId: { type: String, required: true },
    linkedEmail: String,
    linkedAt: { type: Number, required: true },
  },
  schemaOptions,
);
slackIdentitySchema.index(
  { organizationId: 1, slackTenantId: 1, slackUserId: 1 },
  { name: 'one_user_per_slack_account', unique: true },
);
slackIdentitySchema.index(
  { organizationId: 1, slackTenantId: 1, userId: 1 },
  { name: 'one_slack_account_per_user', unique: true },
);
slackIdentitySchema.index({ organizationId: 1, userId: 1, slackTenantId: 1 }, { name: 'by_user' });

export function toSlackIdentity({ _id, ...identity }: SlackIdentityRow): SlackIdentity {
  return identity;
}

export function fromSlackIdentity(identity: SlackIdentity): SlackIdentityRow {
  const { organizationId, slackTenantId, slackUserId } = identity;
  return { _id: joinKey(organizationId, slackTenantId, slackUserId), ...identity };
}
