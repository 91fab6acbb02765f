import type { BackupCode } from '../../domain/codes/backup-code.ts';
import { capabilities } from '../../domain/providers/capabilities.ts';
import type { Provider } from '../../domain/providers/provider.ts';
import type { Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';
import { putVendor } from '../providers/tend-now.ts';
import { settleCode } from './settle-code.ts';

/**
 * A new code takes the place of the one that works.
 * @param provider who makes the new one; `null`: it is our own
 */
export async function supersedeCode(
  deps: ServiceDeps,
  tx: Transaction,
  live: BackupCode,
  provider: Provider | null,
): Promise<BackupCode> {
  const superseded = await settleCode(deps, tx, live, 'superseded');
  if (superseded === null) throw new Error('A live code changed inside the transaction that had read it');
  const isReplaced = provider !== null && provider.id === superseded.vendor?.providerId;
  if (!isReplaced || capabilities[provider.kind].ends !== 'all') return superseded;
  // Ending all codes of the person there would end the new one, which takes this one's place by itself.
  const { organizationId, id } = superseded;
  const current = await tx.codes.find(organizationId, id);
  if (current !== null) await putVendor(tx, current, { dueAt: null });
  return superseded;
}
