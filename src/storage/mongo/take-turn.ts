import type { Model } from 'mongoose';
import { emptyAuditHead } from '../../domain/audit.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import type { AuditHeadRow } from './documents/audit-heads.ts';
import { isDuplicateKey, LostRaceError } from './mongo-errors.ts';
import type { Operate } from './operate.ts';
import { rowsOf } from './rows.ts';

/**
 * The first step of every transaction: it writes the organization's head, so that no two transactions of an
 * organization overlap, in whatever process they run. Nothing that `work` reads can have changed when it commits:
 * with snapshots alone, two that read each other's data and write their own would both commit (write skew).
 */
export async function takeTurn(
  auditHeads: Model<AuditHeadRow>,
  operate: Operate,
  organizationId: OrganizationId,
): Promise<AuditHeadRow> {
  const turn = { $inc: { turns: 1 } };
  const head = await operate((session) =>
    rowsOf(auditHeads).findOneAndUpdate({ _id: organizationId }, turn, {
      ...(session !== null && { session }),
      returnDocument: 'after',
    }),
  );
  // The row of this model.
  if (head !== null) return head as unknown as AuditHeadRow;
  // Inserted outside: two that inserted it within their transactions would end in a duplicate key, which says nothing
  // of a race. The next attempt finds it.
  await insertHead(auditHeads, organizationId);
  throw new LostRaceError('The organization had no head yet');
}

async function insertHead(auditHeads: Model<AuditHeadRow>, organizationId: OrganizationId): Promise<void> {
  const fresh = { $setOnInsert: { ...emptyAuditHead, turns: 0 } };
  try {
    await auditHeads.updateOne({ _id: organizationId }, fresh, { upsert: true });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}
