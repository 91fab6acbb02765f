import type { Model } from 'mongoose';
import type { OrganizationId } from '../../../domain/ids.ts';
import type { OrganizationReader, OrganizationWriter } from '../../../ports/organizations.ts';
import { fromOrganization, type OrganizationRow, toOrganization } from '../documents/organizations.ts';
import type { Context } from '../engine/context.ts';
import { assertUpdated } from './assert-updated.ts';

export function createOrganizations(organizations: Model<OrganizationRow>, { run, insert }: Context) {
  const reader: OrganizationReader = {
    async findById(id) {
      const row = await run(organizations.findById(id).lean());
      return row && toOrganization(row);
    },
    async findBySlackTenant(slackTenantId) {
      const row = await run(organizations.findOne({ slackTenantIds: slackTenantId }).lean());
      return row && toOrganization(row);
    },
    async list() {
      const rows = await run(organizations.find().sort({ createdAt: 1, _id: 1 }).lean());
      return rows.map(toOrganization);
    },
  };

  type Change = Parameters<typeof organizations.updateOne>[1];
  async function update(id: OrganizationId, change: Change): Promise<void> {
    assertUpdated(await run(organizations.updateOne({ _id: id }, change)));
  }

  const writer: OrganizationWriter = {
    ...reader,
    async insert(organization) {
      await insert(organizations, fromOrganization(organization));
    },
    addSlackTenant: (id, slackTenantId) => update(id, { $addToSet: { slackTenantIds: slackTenantId } }),
    rename: (id, name) => update(id, { $set: { name } }),
    setPolicy: (id, policy) => update(id, { $set: { policy } }),
  };
  return { reader, writer };
}
