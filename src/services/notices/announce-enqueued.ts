import type { Store } from '../../ports/store.ts';

/**
 * The same store, which calls `onEnqueued` after each commit that put something into the outbox, so that it is sent right
 * then. A process that dies before that leaves it to the next look of any other.
 */
export function announceEnqueued(store: Store, onEnqueued: () => void): Store {
  return {
    ...store,
    async transact(organizationId, work) {
      let hasEnqueued = false;
      const result = await store.transact(organizationId, (tx) => {
        // The work may run more than once: what counts is the run that was committed.
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
