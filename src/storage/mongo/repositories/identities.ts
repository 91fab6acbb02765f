import type { Model } from 'mongoose';
import type { IdentityReader, IdentityWriter } from '../../../ports/identities.ts';
import type { Access, WriteAccess } from '../access.ts';
import { fromSlackIdentity, type SlackIdentityRow, toSlackIdentity } from '../documents/slack-identities.ts';
import { insertion, removal } from '../writes.ts';

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
      const rows = await access.findAll(model, { organizationId, userId });
      return rows.map(toSlackIdentity).sort((a, b) => (a.slackTenantId < b.slackTenantId ? -1 : 1));
    },
  };
}

export function createIdentityWriter(model: Model<SlackIdentityRow>, access: WriteAccess): IdentityWriter {
  return {
    ...createIdentityReader(model, access),
    async insert(identity) {
      access.write(insertion(model, fromSlackIdentity(identity)));
    },
    async removeByUser(organizationId, userId) {
      const rows = await access.findAll(model, { organizationId, userId });
      access.write(...rows.map((row) => removal(model, row)));
      return rows.length;
    },
  };
}
