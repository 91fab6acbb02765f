import type { Model } from 'mongoose';
import type { OrganizationReader, OrganizationWriter } from '../../../ports/organizations.ts';
import type { Access, WriteAccess } from '../access.ts';
import { fromOrganization, type OrganizationRow, toOrganization } from '../documents/organizations.ts';
import { insertion, setting } from '../writes.ts';

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
      const rows = await access.ask(model, {}, (session) => model.find().sort(order).session(session).lean());
      return rows.map(toOrganization);
    },
  };
}

export function createOrganizationWriter(
  model: Model<OrganizationRow>,
  access: WriteAccess,
): OrganizationWriter {
  return {
    ...createOrganizationReader(model, access),
    async insert(organization) {
      access.write(insertion(model, fromOrganization(organization)));
    },
    async addSlackTenant(id, slackTenantId) {
      await access.findAndWrite(model, { _id: id }, (row) => {
        const tenants = row?.slackTenantIds ?? [];
        const isNew = row !== null && !tenants.includes(slackTenantId);
        const write = setting(model, { _id: id }, { slackTenantIds: [...tenants, slackTenantId] });
        return { writes: isNew ? [write] : [], result: undefined };
      });
    },
    async rename(id, name) {
      access.write(setting(model, { _id: id }, { name }));
    },
    async setPolicy(id, policy) {
      access.write(setting(model, { _id: id }, { policy }));
    },
  };
}
