import { MissingRowError, type Store, type Transaction } from '../../ports/store.ts';
import type { ScimCaller } from './scim-caller.ts';

/**
 * A transaction of a SCIM client. Its source is read again inside: role rules may have changed since the request was admitted, and a
 * removed client or source must write nothing.
 * @throws MissingRowError if the client has no source any longer
 */
export async function transactAs<T>(
  store: Store,
  caller: ScimCaller,
  work: (tx: Transaction, caller: ScimCaller) => Promise<T>,
): Promise<T> {
  const { client, source: admitted } = caller;
  return store.transact(admitted.organizationId, async (tx) => {
    const source = await tx.sources.findByClient(admitted.organizationId, client.id);
    if (source?.id !== admitted.id) throw new MissingRowError();
    return work(tx, { ...caller, source });
  });
}
