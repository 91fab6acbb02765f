import type { Model } from 'mongoose';
import type { ClientId, OrganizationId } from '../../../domain/ids.ts';
import type { ClientReader, ClientWriter } from '../../../ports/clients.ts';
import { type ClientRow, fromClient, toClient } from '../documents/clients.ts';
import type { Context } from '../engine/context.ts';

export function createClients(clients: Model<ClientRow>, { run, insert }: Context) {
  const reader: ClientReader = {
    async find(id) {
      const row = await run(clients.findById(id).lean());
      return row && toClient(row);
    },
    async list(organizationId) {
      const rows = await run(clients.find({ organizationId }).sort({ name: 1 }).lean());
      return rows.map(toClient);
    },
  };

  /** Whether there is such a client. */
  async function set(organizationId: OrganizationId, id: ClientId, fields: Partial<ClientRow>) {
    return (await run(clients.updateOne({ _id: id, organizationId }, { $set: fields }))).matchedCount === 1;
  }

  const writer: ClientWriter = {
    ...reader,
    async insert(client) {
      await insert(clients, fromClient(client));
    },
    async remove(organizationId, id) {
      return (await run(clients.deleteOne({ _id: id, organizationId }))).deletedCount === 1;
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
