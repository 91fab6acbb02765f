import type { Model } from 'mongoose';
import type { IdentityReader, IdentityWriter } from '../../../ports/identities.ts';
import { fromSlackIdentity, type SlackIdentityRow, toSlackIdentity } from '../documents/slack-identities.ts';
import type { Context } from '../engine/context.ts';

export function createIdentities(identities: Model<SlackIdentityRow>, { run, insert }: Context) {
  const reader: IdentityReader = {
    async find(organizationId, slackTenantId, slackUserId) {
      const row = await run(identities.findOne({ organizationId, slackTenantId, slackUserId }).lean());
      return row && toSlackIdentity(row);
    },
    async findByUser(organizationId, slackTenantId, userId) {
      const row = await run(identities.findOne({ organizationId, slackTenantId, userId }).lean());
      return row && toSlackIdentity(row);
    },
    async listByUser(organizationId, userId) {
      const rows = await run(identities.find({ organizationId, userId }).sort({ slackTenantId: 1 }).lean());
      return rows.map(toSlackIdentity);
    },
  };
  const writer: IdentityWriter = {
    ...reader,
    async insert(identity) {
      await insert(identities, fromSlackIdentity(identity));
    },
    async removeByUser(organizationId, userId) {
      return (await run(identities.deleteMany({ organizationId, userId }))).deletedCount;
    },
  };
  return { reader, writer };
}
