import type { Store, Transaction } from '../ports/store.ts';

/** The same store, which says so whenever a transaction that enqueued notices has been committed. */
export function watchEnqueued(store: Store, onEnqueued: () => void): Store {
  return {
    ...store,
    async transact(organizationId, work) {
      let hasEnqueued = false;
      const result = await store.transact(organizationId, (tx) => {
        // The work may be run more than once: what counts is the run that was committed.
        hasEnqueued = false;
        const watched: Transaction = {
          ...tx,
          notices: {
            ...tx.notices,
            enqueue(notice) {
              hasEnqueued = true;
              return tx.notices.enqueue(notice);
            },
          },
        };
        return work(watched);
      });
      if (hasEnqueued) onEnqueued();
      return result;
    },
  };
}
