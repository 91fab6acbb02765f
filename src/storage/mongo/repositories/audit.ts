import type { Model } from 'mongoose';
import { type AuditDraft, emptyAuditHead } from '../../../domain/audit/audit-event.ts';
import type { AuditReader, AuditWriter } from '../../../ports/audit.ts';
import type { Access } from '../access.ts';
import { type AuditEventRow, toAuditEvent } from '../documents/audit-events.ts';
import type { AuditHeadRow } from '../documents/audit-heads.ts';

export interface AuditModels {
  readonly auditEvents: Model<AuditEventRow>;
  readonly auditHeads: Model<AuditHeadRow>;
}

export function createAuditReader({ auditEvents, auditHeads }: AuditModels, access: Access): AuditReader {
  return {
    async list(organizationId, { after, limit, action }) {
      if (limit <= 0) return [];
      const where = action === undefined ? { organizationId } : { organizationId, action };
      const rows = await access.ask(auditEvents, where, (session) =>
        auditEvents
          .find({ ...where, sequence: { $gt: after } })
          .sort({ sequence: 1 })
          .limit(limit)
          .session(session)
          .lean(),
      );
      return rows.map(toAuditEvent);
    },
    async listLatest(organizationId, limit) {
      if (limit <= 0) return [];
      const where = { organizationId };
      const rows = await access.ask(auditEvents, where, (session) =>
        auditEvents.find(where).sort({ sequence: -1 }).limit(limit).session(session).lean(),
      );
      return rows.map(toAuditEvent);
    },
    async listLatestOf(organizationId, { action, target }, limit) {
      if (limit <= 0) return [];
      const where = { organizationId, target, action };
      const rows = await access.ask(auditEvents, where, (session) =>
        auditEvents.find(where).sort({ sequence: -1 }).limit(limit).session(session).lean(),
      );
      return rows.map(toAuditEvent);
    },
    async head(organizationId) {
      const row = await access.findFirst(auditHeads, { _id: organizationId });
      return row === null ? emptyAuditHead : { sequence: row.sequence, hash: row.hash };
    },
  };
}

/** @param append puts it behind the organization's others when the transaction's writes are made */
export function createAuditWriter(
  models: AuditModels,
  access: Access,
  append: (draft: AuditDraft) => void,
): AuditWriter {
  return {
    ...createAuditReader(models, access),
    append: async (draft) => append(draft),
  };
}
