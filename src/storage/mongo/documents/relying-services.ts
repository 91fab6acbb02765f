import { Schema } from 'mongoose';
import type { ClientId } from '../../../domain/ids.ts';
import type { RelyingService } from '../../../domain/relying-service.ts';
import { schemaOptions } from './schema-options.ts';

export interface RelyingServiceRow extends Omit<RelyingService, 'id'> {
  readonly _id: ClientId;
}

export const relyingServiceSchema = new Schema<RelyingServiceRow>(
  {
    _id: { type: String, required: true },
    organizationId: { type: String, required: true },
    name: { type: String, required: true },
    keyId: String,
    secretDigest: String,
    createdAt: { type: Number, required: true },
    lastUsedAt: Number,
  },
  schemaOptions,
);
relyingServiceSchema.index({ organizationId: 1, name: 1 }, { name: 'one_client_of_a_name', unique: true });

export function toRelyingService(row: RelyingServiceRow): RelyingService {
  return {
    id: row._id,
    organizationId: row.organizationId,
    name: row.name,
    keyId: row.keyId,
    secretDigest: row.secretDigest,
    createdAt: row.createdAt,
    lastUsedAt: row.lastUsedAt,
  };
}

export function fromRelyingService(service: RelyingService): RelyingServiceRow {
  return {
    _id: service.id,
    organizationId: service.organizationId,
    name: service.name,
    keyId: service.keyId,
    secretDigest: service.secretDigest,
    createdAt: service.createdAt,
    lastUsedAt: service.lastUsedAt,
  };
}
