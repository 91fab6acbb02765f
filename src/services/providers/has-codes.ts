import type { Provider } from '../../domain/providers/provider.ts';
import type { Transaction } from '../../ports/store.ts';

/** Whether a code of the provider works, or is still looked after there. */
export async function hasCodes(
  tx: Pick<Transaction, 'codes'>,
  { organizationId, id }: Pick<Provider, 'organizationId' | 'id'>,
): Promise<boolean> {
  if (await tx.codes.hasVendorDue(organizationId, id)) return true;
  return (await tx.codes.listLive(organizationId)).some(({ vendor }) => vendor?.providerId === id);
}
