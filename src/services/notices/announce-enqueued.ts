import type { Store } from '../../ports/store.ts';

/**
 * The same store, which calls `onEnqueued` after each commit that enqueued a notice, so that it is sent right
 * then. If the process dies first, any process finds the notice at its next look, a second later.
 */
export function announceEnqueued(store: Store, onEnqueued: () => void): Store {
  return {
    ...store,
    async transact(organizationId, work) {
      let hasEnqueued = false;
      const result = await store.transact(organizationId, (tx) => {
        // `work` may run more than once: the committed run counts.
        hasEnqueued = false;
        const enqueue: typeof tx.notices.enqueue = (notice) => {
          hasEnqueued = true;
          return tx.notices.enqueue(notice);
        };
        return work({ ...tx, notices: { ...tx.notices, enqueue } });
      });
      if (hasEnqueued) onEnqueued();
      return result;
    },
  };
}
