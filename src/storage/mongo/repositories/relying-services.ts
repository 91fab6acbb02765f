import type { Model } from 'mongoose';
import type { RelyingServiceReader, RelyingServiceWriter } from '../../../ports/relying-services.ts';
import {
  fromRelyingService,
  type RelyingServiceRow,
  toRelyingService,
} from '../documents/relying-services.ts';
import type { Operate } from '../operate.ts';

export function createRelyingServiceReader(
  model: Model<RelyingServiceRow>,
  operate: Operate,
): RelyingServiceReader {
  return {
    async find(id) {
      const row = await operate((session) => model.findById(id).session(session).lean());
      return row === null ? null : toRelyingService(row);
    },
    async list(organizationId) {
      const rows = await operate((session) =>
        model.find({ organizationId }).sort({ name: 1 }).session(session).lean(),
      );
      return rows.map(toRelyingService);
    },
  };
}

export function createRelyingServiceWriter(
  model: Model<RelyingServiceRow>,
  operate: Operate,
): RelyingServiceWriter {
  return {
    ...createRelyingServiceReader(model, operate),
    async insert(service) {
      await operate((session) => model.insertMany([fromRelyingService(service)], { session }));
    },
    async remove(organizationId, id) {
      const filter = { _id: id, organizationId };
      const result = await operate((session) => model.deleteOne(filter).session(session));
      return result.deletedCount === 1;
    },
    async setSecrets(organizationId, id, { keyId, secretDigest, previousSecret }) {
      const change = { $set: { keyId, secretDigest, previousSecret } };
      const result = await operate((session) =>
        model.updateOne({ _id: id, organizationId }, change).session(session),
      );
      return result.matchedCount === 1;
    },
    async setAllowance(organizationId, id, { scopes, requestsPerMinute, expiresAt }) {
      const change = { $set: { scopes, requestsPerMinute, expiresAt } };
      const result = await operate((session) =>
        model.updateOne({ _id: id, organizationId }, change).session(session),
      );
      return result.matchedCount === 1;
    },
    async setLastUsed(organizationId, id, at) {
      const change = { $set: { lastUsedAt: at } };
      await operate((session) => model.updateOne({ _id: id, organizationId }, change).session(session));
    },
  };
}
