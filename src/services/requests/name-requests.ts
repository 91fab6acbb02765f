import type { RequestScope } from '../../ports/request-scope.ts';
import type { Store } from '../../ports/store.ts';

/**
 * The same store, whose audit events say which request caused them: the id that the caller was given and that every line of the log has.
 * Not as `requestId`: that is the id of the request for a code. It is read when the transaction is asked for, since its work may run in the turn of another request.
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
