import type { Model } from 'mongoose';
import type { IdentityReader, IdentityWriter } from '../../../ports/identities.ts';
import { fromSlackIdentity, type SlackIdentityRow, toSlackIdentity } from '../documents/slack-identities.ts';
import type { Operate } from '../operate.ts';

export function createIdentityReader(model: Model<SlackIdentityRow>, operate: Operate): IdentityReader {
  return {
    async find(organizationId, slackTenantId, slackUserId) {
      const filter = { organizationId, slackTenantId, slackUserId };
      const row = await operate((session) => model.findOne(filter).session(session).lean());
      return row === null ? null : toSlackIdentity(row);
    },
    async findByUser(organizationId, slackTenantId, userId) {
      const filter = { organizationId, slackTenantId, userId };
      const row = await operate((session) => model.findOne(filter).session(session).lean());
      return row === null ? null : toSlackIdentity(row);
    },
    async listByUser(organizationId, userId) {
      const rows = await operate((session) =>
        model.find({ organizationId, userId }).sort({ slackTenantId: 1 }).session(session).lean(),
      );
      return rows.map(toSlackIdentity);
    },
  };
}

export function createIdentityWriter(model: Model<SlackIdentityRow>, operate: Operate): IdentityWriter {
  return {
    ...createIdentityReader(model, operate),
    async insert(identity) {
      await operate((session) => model.insertMany([fromSlackIdentity(identity)], { session }));
    },
    async removeByUser(organizationId, userId) {
      const result = await operate((session) =>
        model.deleteMany({ organizationId, userId }).session(session),
      );
      return result.deletedCount;
    },
  };
}
