import type { ClientSession, Model } from 'mongoose';
import {
  type AuditDraft,
  type AuditEvent,
  type AuditHead,
  chainEvent,
  emptyAuditHead,
} from '../../../domain/audit/audit-event.ts';
import type { KeyRing } from '../../../domain/crypto/key-ring.ts';
import type { OrganizationId } from '../../../domain/ids.ts';
import { isDuplicateKey, LostRaceError } from '../connection/mongo-errors.ts';
import { defineSchema } from './schema.ts';
import type { RunStatement } from './statements.ts';

/** One per organization: the end of its audit chain, and the lock of its transactions, each of which increments `version`. */
export interface AuditHeadRow extends AuditHead {
  readonly _id: OrganizationId;
  readonly version: number;
}

export const auditHeadSchema = defineSchema<AuditHeadRow>({
  sequence: { type: Number, required: true },
  hash: { type: String, required: true },
  version: { type: Number, required: true },
});

/** The end of the organization's audit chain, locked by a transaction. */
export interface AuditChain {
  head(): AuditHead;
  /** The next event, which is to be inserted in the same statement; a statement that fails ends the transaction. */
  extend(draft: AuditDraft): AuditEvent;
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
  auditHeads: Model<AuditHeadRow>,
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
    extend(draft) {
      if (draft.organizationId !== organizationId)
        throw new Error('An audit event belongs into a transaction of its own organization');
      const event = chainEvent(head, draft, keys);
      head = { sequence: event.sequence, hash: event.hash };
      isMoved = true;
      return event;
    },
    async save(session) {
      if (isMoved) await auditHeads.updateOne(ofOrganization, { $set: head }, { session });
    },
  };
}
