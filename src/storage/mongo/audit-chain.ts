import type { ClientSession } from 'mongoose';
import {
  type AuditDraft,
  type AuditHead,
  chainEvent,
  emptyAuditHead,
} from '../../domain/audit/audit-event.ts';
import type { KeyRing } from '../../domain/crypto/key-ring.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import { fromAuditEvent } from './documents/audit-events.ts';
import type { AuditHeadRow } from './documents/audit-heads.ts';
import { isDuplicateKey, LostRaceError, NewHeadError } from './mongo-errors.ts';
import type { Recollection } from './recent-answers.ts';
import type { AuditModels } from './repositories/audit.ts';
import { rowsOf } from './rows.ts';

/**
 * The end of an organization's chain within a transaction of its, and with it the turn of that transaction: every one writes the head,
 * before anything else that it writes, so that of two that overlap only one is committed, in whatever process they run. Nothing that
 * `work` reads can have changed when it commits: with snapshots alone, two that read each other's data and write their own would
 * both commit (write skew).
 */
export interface AuditChain {
  /** Takes the turn before anything is read: others wait for it then, or are thrown out early. @throws LostRaceError */
  takeTurn(session: ClientSession | null): Promise<void>;
  /** Whether the head has been read, or written, in this transaction. */
  isHeadKnown(): boolean;
  /** The head, found together with something else; `undefined` if there is none. @throws LostRaceError */
  see(head: AuditHeadRow | undefined): Promise<void>;
  /**
   * Writes the head, if only to take the turn, and the events of these, in this order.
   * @throws LostRaceError if somebody else had a turn since the head was read
   */
  append(drafts: readonly AuditDraft[], session: ClientSession | null): Promise<void>;
  /** The head as this transaction leaves it, when it has written it. */
  end(): AuditHeadRow;
}

export function createAuditChain(
  { auditEvents, auditHeads }: AuditModels,
  keys: KeyRing,
  organizationId: OrganizationId,
  recollection: Recollection,
): AuditChain {
  const heads = rowsOf(auditHeads);
  const ofOrganization = { _id: organizationId };
  let known: AuditHeadRow | null = null;
  let isTurnTaken = false;

  async function see(head: AuditHeadRow | undefined): Promise<void> {
    if (head === undefined) return insertHead();
    if (known !== null) return;
    if (!recollection.check(head))
      throw new LostRaceError('Somebody else had a turn since the last one of ours');
    known = head;
  }

  /** Outside: two that inserted it within their transactions would end in a duplicate key, which says nothing of a race. */
  async function insertHead(): Promise<never> {
    const fresh = { $setOnInsert: { ...emptyAuditHead, turns: 0 } };
    try {
      await auditHeads.updateOne(ofOrganization, fresh, { upsert: true });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    throw new NewHeadError('The organization had no head yet');
  }

  async function readHead(session: ClientSession | null): Promise<AuditHeadRow> {
    // The row of this model, here and below.
    return ((await heads.findOne(ofOrganization, optionsOf(session))) ??
      (await insertHead())) as unknown as AuditHeadRow;
  }

  function end(): AuditHeadRow {
    if (known === null) throw new Error('The head has not been read');
    return known;
  }

  return {
    async takeTurn(session) {
      const turn = { $inc: { turns: 1 } };
      const options = { ...optionsOf(session), returnDocument: 'after' } as const;
      const head = await heads.findOneAndUpdate(ofOrganization, turn, options);
      const taken = (head ?? (await insertHead())) as unknown as AuditHeadRow;
      recollection.check({ ...taken, turns: taken.turns - 1 });
      known = taken;
      isTurnTaken = true;
    },
    isHeadKnown: () => known !== null,
    see,
    async append(drafts, session) {
      if (drafts.length === 0 && isTurnTaken) return;
      if (known === null) await see(await readHead(session));
      const { sequence, hash, turns } = end();
      let last: AuditHead = { sequence, hash };
      const events = drafts.map((draft) => {
        const event = chainEvent(last, draft, keys);
        last = { sequence: event.sequence, hash: event.hash };
        return { ...fromAuditEvent(event) };
      });
      const moved = { ...last, turns: isTurnTaken ? turns : turns + 1 };
      const guard = { ...ofOrganization, sequence, turns };
      const { matchedCount } = await heads.updateOne(guard, { $set: moved }, optionsOf(session));
      if (matchedCount !== 1) throw new LostRaceError('Somebody else had a turn');
      isTurnTaken = true;
      known = { ...ofOrganization, ...moved };
      if (events.length === 0) return;
      await rowsOf(auditEvents).insertMany(events, { ...optionsOf(session), ignoreUndefined: true });
    },
    end,
  };
}

function optionsOf(session: ClientSession | null) {
  return session === null ? {} : { session };
}
