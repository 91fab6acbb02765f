import type { Model } from 'mongoose';
import type { ClientId, OrganizationId } from '../../../domain/ids.ts';
import type { ClientReader, ClientWriter } from '../../../ports/clients.ts';
import type { Access, WriteAccess } from '../access.ts';
import { type ClientRow, fromClient, toClient } from '../documents/clients.ts';
import { insertion, removal, setting } from '../writes.ts';

export function createClientReader(model: Model<ClientRow>, access: Access): ClientReader {
  return {
    async find(id) {
      const row = await access.findFirst(model, { _id: id });
      return row === null ? null : toClient(row);
    },
    async list(organizationId) {
      const rows = await access.ask(model, { organizationId }, (session) =>
        model.find({ organizationId }).sort({ name: 1 }).session(session).lean(),
      );
      return rows.map(toClient);
    },
  };
}

export function createClientWriter(model: Model<ClientRow>, access: WriteAccess): ClientWriter {
  /** Whether there is such a service. */
  function set(organizationId: OrganizationId, id: ClientId, fields: Partial<ClientRow>): Promise<boolean> {
    const where = { _id: id, organizationId };
    return access.findAndWrite(model, where, (row) => ({
      writes: row === null ? [] : [setting(model, where, fields)],
      result: row !== null,
    }));
  }

  return {
    ...createClientReader(model, access),
    async insert(service) {
      access.write(insertion(model, fromClient(service)));
    },
    remove(organizationId, id) {
      return access.findAndWrite(model, { _id: id, organizationId }, (row) => ({
        writes: row === null ? [] : [removal(model, row)],
        result: row !== null,
      }));
    },
    setSecrets(organizationId, id, { keyId, secretDigest, previousSecret }) {
      return set(organizationId, id, { keyId, secretDigest, previousSecret });
    },
    setAllowance(organizationId, id, { scopes, requestsPerMinute, expiresAt }) {
      return set(organizationId, id, { scopes, requestsPerMinute, expiresAt });
    },
    async setLastUsed(organizationId, id, at) {
      await set(organizationId, id, { lastUsedAt: at });
    },
  };
}
