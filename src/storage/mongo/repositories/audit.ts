import type { Model } from 'mongoose';
import { emptyAuditHead } from '../../../domain/audit/audit-event.ts';
import type { AuditReader, AuditWriter } from '../../../ports/audit.ts';
import { type AuditEventRow, toAuditEvent } from '../documents/audit-events.ts';
import type { AuditChain } from '../engine/audit-chain.ts';
import type { Context } from '../engine/context.ts';

export function createAudit(events: Model<AuditEventRow>, { run, auditHeads, chain }: Context) {
  const reader: AuditReader = {
    async list(organizationId, { after, limit, action }) {
      if (limit <= 0) return [];
      const filter = { organizationId, sequence: { $gt: after }, ...(action !== undefined && { action }) };
      const rows = await run(events.find(filter).sort({ sequence: 1 }).limit(limit).lean());
      return rows.map(toAuditEvent);
    },
    async listLatest(organizationId, limit) {
      if (limit <= 0) return [];
      const rows = await run(events.find({ organizationId }).sort({ sequence: -1 }).limit(limit).lean());
      return rows.map(toAuditEvent);
    },
    async listLatestOf(organizationId, { action, target }, limit) {
      if (limit <= 0) return [];
      const filter = { organizationId, target, action };
      const rows = await run(events.find(filter).sort({ sequence: -1 }).limit(limit).lean());
      return rows.map(toAuditEvent);
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
    append: async (draft) => getChain().append(draft),
    // The stored head is written right before the commit.
    head: async () => getChain().head(),
  };
  return { reader, writer };
}
