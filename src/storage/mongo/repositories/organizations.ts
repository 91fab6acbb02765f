import type { Model } from 'mongoose';
import type { OrganizationReader, OrganizationWriter } from '../../../ports/organizations.ts';
import { fromOrganization, type OrganizationRow, toOrganization } from '../documents/organizations.ts';
import type { Operate } from '../operate.ts';

export function createOrganizationReader(
  model: Model<OrganizationRow>,
  operate: Operate,
): OrganizationReader {
  return {
    async findById(id) {
      const row = await operate((session) => model.findById(id).session(session).lean());
      return row === null ? null : toOrganization(row);
    },
    async findBySlackTenant(slackTenantId) {
      const filter = { slackTenantIds: slackTenantId };
      const row = await operate((session) => model.findOne(filter).session(session).lean());
      return row === null ? null : toOrganization(row);
    },
    async list() {
      const order = { createdAt: 1, _id: 1 } as const;
      const rows = await operate((session) => model.find().sort(order).session(session).lean());
      return rows.map(toOrganization);
    },
  };
}

export function createOrganizationWriter(
  model: Model<OrganizationRow>,
  operate: Operate,
): OrganizationWriter {
  return {
    ...createOrganizationReader(model, operate),
    async insert(organization) {
      await operate((session) => model.insertMany([fromOrganization(organization)], { session }));
    },
    async addSlackTenant(id, slackTenantId) {
      const change = { $addToSet: { slackTenantIds: slackTenantId } };
      await operate((session) => model.updateOne({ _id: id }, change).session(session));
    },
    async setPolicy(id, policy) {
      await operate((session) => model.updateOne({ _id: id }, { $set: { policy } }).session(session));
    },
  };
}
