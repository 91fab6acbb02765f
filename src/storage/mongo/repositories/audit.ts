import type { Model } from 'mongoose';
import {
  type AuditDraft,
  type AuditEvent,
  type AuditHead,
  chainEvent,
  emptyAuditHead,
} from '../../../domain/audit.ts';
import type { OrganizationId } from '../../../domain/ids.ts';
import type { KeyRing } from '../../../domain/key-ring.ts';
import type { AuditReader, AuditWriter } from '../../../ports/audit.ts';
import { type Access, createAccess } from '../access.ts';
import { type AuditEventRow, fromAuditEvent, toAuditEvent } from '../documents/audit-events.ts';
import type { AuditHeadRow } from '../documents/audit-heads.ts';
import { LostRaceError } from '../mongo-errors.ts';
import { createWriteBehind, type WriteBehind } from '../write-behind.ts';

export interface AuditModels {
  readonly auditEvents: Model<AuditEventRow>;
  readonly auditHeads: Model<AuditHeadRow>;
}

export function createAuditReader({ auditEvents, auditHeads }: AuditModels, access: Access): AuditReader {
  return {
    async list(organizationId, { after, limit, action }) {
      if (limit <= 0) return [];
      const place = { organizationId, sequence: { $gt: after } };
      const filter = action === undefined ? place : { ...place, action };
      const rows = await access.operate((session) =>
        auditEvents.find(filter).sort({ sequence: 1 }).limit(limit).session(session).lean(),
      );
      return rows.map(toAuditEvent);
    },
    async listLatest(organizationId, limit) {
      if (limit <= 0) return [];
      const rows = await access.operate((session) =>
        auditEvents.find({ organizationId }).sort({ sequence: -1 }).limit(limit).session(session).lean(),
      );
      return rows.map(toAuditEvent);
    },
    async listLatestOf(organizationId, { action, target }, limit) {
      if (limit <= 0) return [];
      const filter = { organizationId, target, action };
      const rows = await access.operate((session) =>
        auditEvents.find(filter).sort({ sequence: -1 }).limit(limit).session(session).lean(),
      );
      return rows.map(toAuditEvent);
    },
    async head(organizationId) {
      const row = await access.findFirst(auditHeads, { _id: organizationId });
      return row === null ? emptyAuditHead : { sequence: row.sequence, hash: row.hash };
    },
  };
}

/** The end of an organization's chain within a transaction of its. */
export interface PendingEvents extends Pick<WriteBehind<AuditEvent>, 'flush' | 'before'> {
  append(draft: AuditDraft): AuditEvent;
}

/**
 * The events of a transaction are written together at its end, and the head once, after the last of them.
 * @param organizationId the organization whose transaction it is: only its chain is held fast
 * @param start the head as the transaction found it
 */
export function createPendingEvents(
  models: AuditModels,
  keys: KeyRing,
  organizationId: OrganizationId,
  start: AuditHead,
): PendingEvents {
  let head = start;
  let written = start;

  const events = createWriteBehind<AuditEvent>(async (chained, session) => {
    await models.auditEvents.insertMany(chained.map(fromAuditEvent), { session });
    const guard = { _id: organizationId, sequence: written.sequence };
    const moved = await models.auditHeads.updateOne(guard, { $set: head }).session(session);
    if (moved.modifiedCount !== 1) throw new LostRaceError('The end of the audit chain has moved');
    written = head;
  });

  return {
    flush: events.flush,
    before: events.before,
    append(draft) {
      if (draft.organizationId !== organizationId) {
        throw new Error('An audit event belongs into a transaction of its own organization');
      }
      const event = chainEvent(head, draft, keys);
      head = { sequence: event.sequence, hash: event.hash };
      events.add(event);
      return event;
    },
  };
}

export function createAuditWriter(models: AuditModels, access: Access, pending: PendingEvents): AuditWriter {
  return {
    ...createAuditReader(models, createAccess(pending.before(access.operate))),
    append: (draft) => access.operate(async () => pending.append(draft)),
  };
}
