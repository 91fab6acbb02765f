import type { Model } from 'mongoose';
import type { OrganizationReader, OrganizationWriter } from '../../../ports/organizations.ts';
import type { Access } from '../access.ts';
import { fromOrganization, type OrganizationRow, toOrganization } from '../documents/organizations.ts';

export function createOrganizationReader(model: Model<OrganizationRow>, access: Access): OrganizationReader {
  return {
    async findById(id) {
      const row = await access.findFirst(model, { _id: id });
      return row === null ? null : toOrganization(row);
    },
    async findBySlackTenant(slackTenantId) {
      const filter = { slackTenantIds: slackTenantId };
      const row = await access.findFirst(model, filter);
      return row === null ? null : toOrganization(row);
    },
    async list() {
      const order = { createdAt: 1, _id: 1 } as const;
      const rows = await access.operate((session) => model.find().sort(order).session(session).lean());
      return rows.map(toOrganization);
    },
  };
}

export function createOrganizationWriter(model: Model<OrganizationRow>, access: Access): OrganizationWriter {
  return {
    ...createOrganizationReader(model, access),
    async insert(organization) {
      await access.operate((session) => model.insertMany([fromOrganization(organization)], { session }));
    },
    async addSlackTenant(id, slackTenantId) {
      const change = { $addToSet: { slackTenantIds: slackTenantId } };
      await access.operate((session) => model.updateOne({ _id: id }, change).session(session));
    },
    async setPolicy(id, policy) {
      await access.operate((session) => model.updateOne({ _id: id }, { $set: { policy } }).session(session));
    },
  };
}
