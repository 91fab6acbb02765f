import type { RequestScope } from '../../ports/request-scope.ts';
import type { Store } from '../../ports/store.ts';

/**
 * A store whose audit events carry the id of the HTTP or Slack request that caused them: the one given to the
 * caller and in every line of the log. Not as `requestId`, which is an issue request's id. It is read when the
 * transaction is asked for, because `work` may run in another request's context.
 */
export function nameRequests(store: Store, scope: Pick<RequestScope, 'currentId'>): Store {
  return {
    ...store,
    transact(organizationId, work) {
      const causedBy = scope.currentId();
      if (causedBy === null) return store.transact(organizationId, work);
      return store.transact(organizationId, (tx) =>
        work({
          ...tx,
          audit: {
            ...tx.audit,
            append: (draft) => tx.audit.append({ ...draft, details: { ...draft.details, causedBy } }),
          },
        }),
      );
    },
  };
}
