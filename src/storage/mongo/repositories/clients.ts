import type { Model } from 'mongoose';
import type { ClientId, OrganizationId } from '../../../domain/ids.ts';
import type { ClientReader, ClientWriter } from '../../../ports/clients.ts';
import { type ClientRow, fromClient, toClient } from '../documents/clients.ts';
import type { Context } from '../engine/context.ts';

export function createClients(services: Model<ClientRow>, { run, insert }: Context) {
  const reader: ClientReader = {
    async find(id) {
      const row = await run(services.findById(id).lean());
      return row && toClient(row);
    },
    async list(organizationId) {
      const rows = await run(services.find({ organizationId }).sort({ name: 1 }).lean());
      return rows.map(toClient);
    },
  };

  /** Whether there is such a service. */
  async function set(
    organizationId: OrganizationId,
    id: ClientId,
    fields: Partial<ClientRow>,
  ): Promise<boolean> {
    const own = { _id: id, organizationId };
    const { matchedCount } = await run(services.updateOne(own, { $set: fields }));
    return matchedCount === 1;
  }

  const writer: ClientWriter = {
    ...reader,
    async insert(service) {
      await insert(services, fromClient(service));
    },
    async remove(organizationId, id) {
      const own = { _id: id, organizationId };
      return (await run(services.deleteOne(own))).deletedCount === 1;
    },
    setSecrets: (organizationId, id, { keyId, secretDigest, previousSecret }) =>
      set(organizationId, id, { keyId, secretDigest, previousSecret }),
    setAllowance: (organizationId, id, { scopes, requestsPerMinute, expiresAt }) =>
      set(organizationId, id, { scopes, requestsPerMinute, expiresAt }),
    async setLastUsed(organizationId, id, at) {
      await set(organizationId, id, { lastUsedAt: at });
    },
  };
  return { reader, writer };
}
