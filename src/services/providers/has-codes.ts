import type { Provider } from '../../domain/providers/provider.ts';
import type { Transaction } from '../../ports/store.ts';

/** Whether a code of the provider works, or is still to be ended there. */
export async function hasCodes(
  _tx: Pick<Transaction, 'codes'>,
  _provider: Pick<Provider, 'organizationId' | 'id'>,
): Promise<boolean> {
  return false;
}
