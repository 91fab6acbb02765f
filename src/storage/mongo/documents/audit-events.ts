import { Schema } from 'mongoose';
import type { AuditEvent } from '../../../domain/audit/audit-event.ts';
import type { EventId } from '../../../domain/ids.ts';
import { schemaOptions } from './schema-options.ts';

/** Details are stored as pairs: their names are data, and not every server takes a field name with a dot or a `$`. */
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
// Only refused redeems are looked up by target.
auditEventSchema.index(
  { organizationId: 1, target: 1, sequence: 1 },
  { name: 'refused_redeems', partialFilterExpression: { action: 'redeem.refused' } },
);

export function toAuditEvent({ _id, details, ...event }: AuditEventRow): AuditEvent {
  return { id: _id, ...event, details: Object.fromEntries(details.map(({ name, value }) => [name, value])) };
}

export function fromAuditEvent({ id, details, ...event }: AuditEvent): AuditEventRow {
  return { _id: id, ...event, details: Object.entries(details).map(([name, value]) => ({ name, value })) };
}
