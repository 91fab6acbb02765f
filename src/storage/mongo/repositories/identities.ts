import type { Model } from 'mongoose';
import type { IdentityReader, IdentityWriter } from '../../../ports/identities.ts';
import type { Access } from '../access.ts';
import { fromSlackIdentity, type SlackIdentityRow, toSlackIdentity } from '../documents/slack-identities.ts';

export function createIdentityReader(model: Model<SlackIdentityRow>, access: Access): IdentityReader {
  return {
    async find(organizationId, slackTenantId, slackUserId) {
      const filter = { organizationId, slackTenantId, slackUserId };
      const row = await access.findFirst(model, filter);
      return row === null ? null : toSlackIdentity(row);
    },
    async findByUser(organizationId, slackTenantId, userId) {
      const filter = { organizationId, slackTenantId, userId };
      const row = await access.findFirst(model, filter);
      return row === null ? null : toSlackIdentity(row);
    },
    async listByUser(organizationId, userId) {
      const rows = await access.operate((session) =>
        model.find({ organizationId, userId }).sort({ slackTenantId: 1 }).session(session).lean(),
      );
      return rows.map(toSlackIdentity);
    },
  };
}

export function createIdentityWriter(model: Model<SlackIdentityRow>, access: Access): IdentityWriter {
  return {
    ...createIdentityReader(model, access),
    async insert(identity) {
      await access.operate((session) => model.insertMany([fromSlackIdentity(identity)], { session }));
    },
    async removeByUser(organizationId, userId) {
      const result = await access.operate((session) =>
        model.deleteMany({ organizationId, userId }).session(session),
      );
      return result.deletedCount;
    },
  };
}
