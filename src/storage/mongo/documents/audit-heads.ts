import { Schema } from 'mongoose';
import type { AuditHead } from '../../../domain/audit/audit-event.ts';
import type { OrganizationId } from '../../../domain/ids.ts';
import { schemaOptions } from './schema-options.ts';

/**
 * One per organization: the end of its audit chain, and the turnstile of its transactions. Every transaction counts
 * `turns` up before it writes anything else, so of two that overlap one gets a write conflict and starts anew: they run as if one
 * after another.
 */
export interface AuditHeadRow extends AuditHead {
  readonly _id: OrganizationId;
  readonly turns: number;
}

export const auditHeadSchema = new Schema<AuditHeadRow>(
  {
    _id: { type: String, required: true },
    sequence: { type: Number, required: true },
    hash: { type: String, required: true },
    turns: { type: Number, required: true },
  },
  schemaOptions,
);
