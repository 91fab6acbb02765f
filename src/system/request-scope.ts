import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestScope } from '../ports/request-scope.ts';

export function createRequestScope(): RequestScope {
  const current = new AsyncLocalStorage<string>();
  return {
    run: (requestId, work) => current.run(requestId, work),
    currentId: () => current.getStore() ?? null,
  };
}
