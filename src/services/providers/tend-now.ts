import type { BackupCode } from '../../domain/codes/backup-code.ts';
import type { VendorCode } from '../../domain/providers/vendor-code.ts';
import type { Transaction } from '../../ports/store.ts';

/**
 * Has the program look after a code at its provider as soon as this transaction is committed: it has ended here, and must end there. Of
 * our own codes, nothing.
 */
export async function tendNow(
  tx: Pick<Transaction, 'codes'>,
  code: BackupCode,
  now: number,
  change: Partial<VendorCode> = {},
): Promise<void> {
  await putVendor(tx, code, { dueAt: now, failures: 0, ...change });
}

/** Changes what is known of a code at its provider. An instance that was looking after it finds that it has changed, and writes nothing. */
export async function putVendor(
  tx: Pick<Transaction, 'codes'>,
  { organizationId, id, vendor }: BackupCode,
  change: Partial<VendorCode>,
): Promise<BackupCode | null> {
  if (vendor === null) return null;
  return tx.codes.putVendor(organizationId, id, vendor.dueAt, { ...vendor, ...change });
}
