import type { ClientSession, Model } from 'mongoose';
import {
  type AuditDraft,
  type AuditHead,
  chainEvent,
  emptyAuditHead,
} from '../../../domain/audit/audit-event.ts';
import type { KeyRing } from '../../../domain/crypto/key-ring.ts';
import type { OrganizationId } from '../../../domain/ids.ts';
import { isDuplicateKey, LostRaceError } from '../connection/mongo-errors.ts';
import { type AuditEventRow, fromAuditEvent } from '../documents/audit-events.ts';
import type { AuditHeadRow } from '../documents/audit-heads.ts';
import type { RunStatement } from './statements.ts';

export interface AuditModels {
  /** The events. */
  readonly audit: Model<AuditEventRow>;
  readonly auditHeads: Model<AuditHeadRow>;
}

/** The end of the organization's audit chain, locked by a transaction. */
export interface AuditChain {
  head(): AuditHead;
  append(draft: AuditDraft): Promise<void>;
  /** Writes the head as it is now: the last statement before the commit. */
  save(session: ClientSession): Promise<void>;
}

/**
 * The head doubles as the organization's lock. It is the first thing that every transaction writes, whether or not it goes on to write
 * events: of two that overlap, in any process, MongoDB rejects one with a write conflict, and that one is retried. So nothing that a
 * transaction has read can have changed when it commits. Snapshots alone would let two transactions each read what the other writes,
 * and commit both (write skew).
 * @throws LostRaceError if the organization had no head yet: it has one now
 */
export async function lockAuditChain(
  { audit, auditHeads }: AuditModels,
  keys: KeyRing,
  organizationId: OrganizationId,
  run: RunStatement,
): Promise<AuditChain> {
  const ofOrganization = { _id: organizationId };
  const locked = await run(async (session) => {
    const lock = { $inc: { version: 1 } };
    const row = await auditHeads
      .findOneAndUpdate(ofOrganization, lock, { session, returnDocument: 'after' })
      .lean();
    return row ?? (await insertHead());
  });
  let head: AuditHead = { sequence: locked.sequence, hash: locked.hash };
  let isMoved = false;

  /** Outside the transaction, where two that insert it side by side get a duplicate key and not a conflict. */
  async function insertHead(): Promise<never> {
    try {
      await auditHeads.create({ ...ofOrganization, ...emptyAuditHead, version: 0 });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    throw new LostRaceError();
  }

  return {
    head: () => head,
    async append(draft) {
      if (draft.organizationId !== organizationId)
        throw new Error('An audit event belongs into a transaction of its own organization');
      await run(async (session) => {
        const event = chainEvent(head, draft, keys);
        await audit.create([fromAuditEvent(event)], { session });
        head = { sequence: event.sequence, hash: event.hash };
        isMoved = true;
      });
    },
    async save(session) {
      if (isMoved) await auditHeads.updateOne(ofOrganization, { $set: head }, { session });
    },
  };
}
