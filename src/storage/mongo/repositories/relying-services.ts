import type { Model } from 'mongoose';
import type { RelyingServiceReader, RelyingServiceWriter } from '../../../ports/relying-services.ts';
import type { Access } from '../access.ts';
import {
  fromRelyingService,
  type RelyingServiceRow,
  toRelyingService,
} from '../documents/relying-services.ts';

export function createRelyingServiceReader(
  model: Model<RelyingServiceRow>,
  access: Access,
): RelyingServiceReader {
  return {
    async find(id) {
      const row = await access.findFirst(model, { _id: id });
      return row === null ? null : toRelyingService(row);
    },
    async list(organizationId) {
      const rows = await access.operate((session) =>
        model.find({ organizationId }).sort({ name: 1 }).session(session).lean(),
      );
      return rows.map(toRelyingService);
    },
  };
}

export function createRelyingServiceWriter(
  model: Model<RelyingServiceRow>,
  access: Access,
): RelyingServiceWriter {
  return {
    ...createRelyingServiceReader(model, access),
    async insert(service) {
      await access.operate((session) => model.insertMany([fromRelyingService(service)], { session }));
    },
    async remove(organizationId, id) {
      const filter = { _id: id, organizationId };
      const result = await access.operate((session) => model.deleteOne(filter).session(session));
      return result.deletedCount === 1;
    },
    async setSecrets(organizationId, id, { keyId, secretDigest, previousSecret }) {
      const change = { $set: { keyId, secretDigest, previousSecret } };
      const result = await access.operate((session) =>
        model.updateOne({ _id: id, organizationId }, change).session(session),
      );
      return result.matchedCount === 1;
    },
    async setAllowance(organizationId, id, { scopes, requestsPerMinute, expiresAt }) {
      const change = { $set: { scopes, requestsPerMinute, expiresAt } };
      const result = await access.operate((session) =>
        model.updateOne({ _id: id, organizationId }, change).session(session),
      );
      return result.matchedCount === 1;
    },
    async setLastUsed(organizationId, id, at) {
      const change = { $set: { lastUsedAt: at } };
      await access.operate((session) =>
        model.updateOne({ _id: id, organizationId }, change).session(session),
      );
    },
  };
}
