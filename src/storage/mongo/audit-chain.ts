import type { ClientSession } from 'mongoose';
import { type AuditDraft, type AuditHead, chainEvent } from '../../domain/audit.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import type { KeyRing } from '../../domain/key-ring.ts';
import { fromAuditEvent } from './documents/audit-events.ts';
import { LostRaceError } from './mongo-errors.ts';
import type { AuditModels } from './repositories/audit.ts';
import { rowsOf } from './rows.ts';

/** The end of an organization's chain within a transaction of its. */
export interface AuditChain {
  /** Writes the events of these together, in this order, and the head once, after the last of them. @throws LostRaceError */
  append(drafts: readonly AuditDraft[], session: ClientSession | null): Promise<void>;
}

/** @param start the head as the transaction found it */
export function createAuditChain(
  { auditEvents, auditHeads }: AuditModels,
  keys: KeyRing,
  organizationId: OrganizationId,
  start: AuditHead,
): AuditChain {
  let head = start;
  return {
    async append(drafts, session) {
      if (drafts.length === 0) return;
      const options = session === null ? {} : { session };
      const guard = { _id: organizationId, sequence: head.sequence };
      const events = drafts.map((draft) => {
        const event = chainEvent(head, draft, keys);
        head = { sequence: event.sequence, hash: event.hash };
        return { ...fromAuditEvent(event) };
      });
      await rowsOf(auditEvents).insertMany(events, { ...options, ignoreUndefined: true });
      const moved = await rowsOf(auditHeads).updateOne(guard, { $set: { ...head } }, options);
      if (moved.modifiedCount !== 1) throw new LostRaceError('The end of the audit chain has moved');
    },
  };
}
