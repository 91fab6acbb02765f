import { type Model, Schema } from 'mongoose';
import { type AuditEvent, emptyAuditHead } from '../../../domain/audit/audit-event.ts';
import type { EventId } from '../../../domain/ids.ts';
import type { AuditReader, AuditWriter } from '../../../ports/audit.ts';
import type { AuditChain } from '../engine/audit-chain.ts';
import type { Context } from '../engine/context.ts';
import { definePart, defineSchema } from '../engine/schema.ts';
import { createTable } from '../engine/table.ts';

/** Details are stored as pairs: their names are data, and not every server takes a field name with a dot or a `$`. */
interface AuditEventRow extends Omit<AuditEvent, 'id' | 'details'> {
  readonly _id: EventId;
  readonly details: readonly { readonly name: string; readonly value: string | number | boolean | null }[];
}

export const auditEventSchema = defineSchema<AuditEventRow>({
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
  details: [definePart({ name: String, value: Schema.Types.Mixed })],
});
auditEventSchema.index(
  { organizationId: 1, sequence: 1 },
  { name: 'one_event_per_place_in_the_chain', unique: true },
);
auditEventSchema.index({ organizationId: 1, action: 1, sequence: 1 }, { name: 'by_action' });
// Only refused redeems and changes of users are looked up by target.
auditEventSchema.index(
  { organizationId: 1, target: 1, sequence: 1 },
  { name: 'refused_redeems', partialFilterExpression: { action: 'redeem.refused' } },
);
auditEventSchema.index(
  { organizationId: 1, target: 1, sequence: -1 },
  { name: 'user_changes', partialFilterExpression: { action: 'directory.user_changed' } },
);

auditEventSchema.index({ organizationId: 1, target: 1, sequence: -1 }, { name: 'about_target' });

function toAuditEvent({ _id, details, ...event }: AuditEventRow): AuditEvent {
  return { id: _id, ...event, details: Object.fromEntries(details.map(({ name, value }) => [name, value])) };
}

function fromAuditEvent({ id, details, ...event }: AuditEvent): AuditEventRow {
  return { _id: id, ...event, details: Object.entries(details).map(([name, value]) => ({ name, value })) };
}

export function createAudit(events: Model<AuditEventRow>, context: Context) {
  const { run, withSession, auditHeads, chain } = context;
  const { list } = createTable(events, toAuditEvent, context);
  const newestFirst = { sequence: -1 } as const;
  const reader: AuditReader = {
    list(organizationId, { after, limit, action }) {
      const filter = { organizationId, sequence: { $gt: after }, ...(action !== undefined && { action }) };
      return list(filter, { sequence: 1 }, limit);
    },
    listLatest: (organizationId, limit) => list({ organizationId }, newestFirst, limit),
    listLatestOf: (organizationId, { action, target }, limit) =>
      list({ organizationId, target, action }, newestFirst, limit),
    listAbout(organizationId, target, { before, limit }) {
      const filter = {
        organizationId,
        target,
        action: { $ne: 'directory.user_changed' as const },
        ...(before !== null && { sequence: { $lt: before } }),
      };
      return list(filter, newestFirst, limit);
    },
    async head(organizationId) {
      const row = await run(auditHeads.findById(organizationId).lean());
      return row === null ? emptyAuditHead : { sequence: row.sequence, hash: row.hash };
    },
  };

  function getChain(): AuditChain {
    if (chain === null) throw new Error('Only a transaction writes audit events');
    return chain;
  }

  const writer: AuditWriter = {
    ...reader,
    async append(draft) {
      await withSession((session) => events.create([fromAuditEvent(getChain().extend(draft))], { session }));
    },
    // The stored head is written right before the commit.
    head: async () => getChain().head(),
  };
  return { reader, writer };
}
