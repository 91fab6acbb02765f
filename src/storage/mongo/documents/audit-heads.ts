import { Schema } from 'mongoose';
import type { AuditHead } from '../../../domain/audit/audit-event.ts';
import type { OrganizationId } from '../../../domain/ids.ts';
import { schemaOptions } from './schema-options.ts';

/** One per organization: the end of its audit chain, and the lock of its transactions, each of which increments `version`. */
export interface AuditHeadRow extends AuditHead {
  readonly _id: OrganizationId;
  readonly version: number;
}

export const auditHeadSchema = new Schema<AuditHeadRow>(
  {
    _id: { type: String, required: true },
    sequence: { type: Number, required: true },
    hash: { type: String, required: true },
    version: { type: Number, required: true },
  },
  schemaOptions,
);
