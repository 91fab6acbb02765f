import { Schema } from 'mongoose';
import type { AuditEvent } from '../../../domain/audit/audit-event.ts';
import type { EventId } from '../../../domain/ids.ts';
import { schemaOptions } from './schema-options.ts';

/** Details are kept as pairs: their names are data, and a name with a dot or a `$` is no field name everywhere. */
export interface AuditEventRow extends Omit<AuditEvent, 'id' | 'details'> {
  readonly _id: EventId;
  readonly details: readonly { readonly name: string; readonly value: string | number | boolean | null }[];
}

export const auditEventSchema = new Schema<AuditEventRow>(
  {
    _id: { type: String, required: true },
    organizationId: { type: String, required: true },
    sequence: { type: Number, required: true },
    previousHash: String,
    keyId: String,
    hash: String,
    at: String,
    action: String,
    outcome: String,
    actor: { kind: String, id: String },
    target: String,
    reason: String,
    source: String,
    details: [new Schema({ name: String, value: Schema.Types.Mixed }, { ...schemaOptions, _id: false })],
  },
  schemaOptions,
);
auditEventSchema.index(
  { organizationId: 1, sequence: 1 },
  { name: 'one_event_per_place_in_the_chain', unique: true },
);
auditEventSchema.index({ organizationId: 1, action: 1, sequence: 1 }, { name: 'by_action' });
// Only refused redeems are looked for by whom they were done to.
auditEventSchema.index(
  { organizationId: 1, target: 1, sequence: 1 },
  { name: 'refused_redeems', partialFilterExpression: { action: 'redeem.refused' } },
);

export function toAuditEvent(row: AuditEventRow): AuditEvent {
  return {
    id: row._id,
    organizationId: row.organizationId,
    sequence: row.sequence,
    previousHash: row.previousHash,
    keyId: row.keyId,
    hash: row.hash,
    at: row.at,
    action: row.action,
    outcome: row.outcome,
    actor: { kind: row.actor.kind, id: row.actor.id },
    target: row.target,
    reason: row.reason,
    source: row.source,
    details: Object.fromEntries(row.details.map(({ name, value }) => [name, value])),
  };
}

export function fromAuditEvent(event: AuditEvent): AuditEventRow {
  return {
    _id: event.id,
    organizationId: event.organizationId,
    sequence: event.sequence,
    previousHash: event.previousHash,
    keyId: event.keyId,
    hash: event.hash,
    at: event.at,
    action: event.action,
    outcome: event.outcome,
    actor: { kind: event.actor.kind, id: event.actor.id },
    target: event.target,
    reason: event.reason,
    source: event.source,
    details: Object.entries(event.details).map(([name, value]) => ({ name, value })),
  };
}
