import { type BackupCode, codeTransitions } from '../../domain/codes/backup-code.ts';
import type { CodeChange } from '../../ports/codes.ts';
import type { Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';
import { tendNow } from '../providers/tend-now.ts';

/**
 * Ends a code. The message that shows it is replaced by its outcome: an admin reading out a code that is dead,
 * or was just used, has to see that now.
 * @returns `null` if it had already ended
 */
export async function settleCode(
  { clock }: Pick<ServiceDeps, 'clock'>,
  tx: Pick<Transaction, 'codes' | 'notices'>,
  { organizationId, id }: Pick<BackupCode, 'organizationId' | 'id'>,
  to: Exclude<keyof typeof codeTransitions, 'active'>,
  change: Omit<CodeChange, 'settledAt'> = {},
): Promise<BackupCode | null> {
  const settledAt = clock.now();
  const settled = await tx.codes.transition(organizationId, id, codeTransitions[to], to, {
    ...change,
    settledAt,
  });
  if (settled === null) return null;
  await tx.notices.hasten(organizationId, id, settledAt);
  // One that a provider made has to end there, too.
  await tendNow(tx, settled, settledAt);
  return settled;
}
