import type { Model } from 'mongoose';
import type { SlackIdentity } from '../../../../domain/directory/slack-identity.ts';
import type { ReadingHabits } from '../../../../domain/organization/language.ts';
import type { IdentityReader, IdentityWriter } from '../../../../ports/directory/identities.ts';
import type { Context } from '../../engine/context.ts';
import { defineSchema, joinKey } from '../../engine/schema.ts';
import { createTable } from '../../engine/table.ts';

interface SlackIdentityRow extends Omit<SlackIdentity, keyof ReadingHabits>, Partial<ReadingHabits> {
  readonly _id: string;
}

export const slackIdentitySchema = defineSchema<SlackIdentityRow>({
  organizationId: { type: String, required: true },
  slackTenantId: { type: String, required: true },
  slackUserId: { type: String, required: true },
  userId: { type: String, required: true },
  linkedEmail: String,
  linkedAt: { type: Number, required: true },
  locale: String,
  timeZone: String,
});
slackIdentitySchema.index(
  { organizationId: 1, slackTenantId: 1, slackUserId: 1 },
  { name: 'one_user_per_slack_account', unique: true },
);
slackIdentitySchema.index(
  { organizationId: 1, slackTenantId: 1, userId: 1 },
  { name: 'one_slack_account_per_user', unique: true },
);
slackIdentitySchema.index({ organizationId: 1, userId: 1, slackTenantId: 1 }, { name: 'by_user' });

function toSlackIdentity({
  _id,
  locale = null,
  timeZone = null,
  ...identity
}: SlackIdentityRow): SlackIdentity {
  return { ...identity, locale, timeZone };
}

function fromSlackIdentity(identity: SlackIdentity): SlackIdentityRow {
  const { organizationId, slackTenantId, slackUserId } = identity;
  return { _id: joinKey(organizationId, slackTenantId, slackUserId), ...identity };
}

export function createIdentities(identities: Model<SlackIdentityRow>, context: Context) {
  const { find, list } = createTable(identities, toSlackIdentity, context);
  const reader: IdentityReader = {
    find: (organizationId, slackTenantId, slackUserId) =>
      find({ organizationId, slackTenantId, slackUserId }),
    findByUser: (organizationId, slackTenantId, userId) => find({ organizationId, slackTenantId, userId }),
    listByUser: (organizationId, userId) => list({ organizationId, userId }, { slackTenantId: 1 }),
  };
  const writer: IdentityWriter = {
    ...reader,
    insert: (identity) => context.insert(identities, fromSlackIdentity(identity)),
    async setReadingHabits({ organizationId, slackTenantId, slackUserId }, { locale, timeZone }) {
      const _id = joinKey(organizationId, slackTenantId, slackUserId);
      await context.run(identities.updateOne({ _id }, { $set: { locale, timeZone } }));
    },
    async removeByUser(organizationId, userId) {
      return (await context.run(identities.deleteMany({ organizationId, userId }))).deletedCount;
    },
  };
  return { reader, writer };
}
