import { StoreUnavailableError } from '../../ports/store.ts';

/** Lets one at a time through per organization, in the order of arrival. */
export interface OrganizationQueue {
  /** @throws StoreUnavailableError if its turn does not come in time; `work` is not run then */
  run<T>(organizationId: string, work: () => Promise<T>): Promise<T>;
  /** Resolves when everything that has been let in is done. */
  idle(): Promise<void>;
}

/**
 * Transactions of one organization exclude each other in the database, where the second one is thrown out and starts
 * anew. Those of this process wait here instead, where waiting costs nothing and is fair.
 */
export function createOrganizationQueue(waitMsMax: number): OrganizationQueue {
  const tails = new Map<string, Promise<void>>();

  function run<T>(organizationId: string, work: () => Promise<T>): Promise<T> {
    const patience = startPatience(waitMsMax);
    const turn = (tails.get(organizationId) ?? Promise.resolve()).then(() => {
      patience.end();
      return patience.isOver() ? patience.whenOver : work();
    });
    const tail = turn.then(
      () => undefined,
      () => undefined,
    );
    tails.set(organizationId, tail);
    void tail.then(() => {
      if (tails.get(organizationId) === tail) tails.delete(organizationId);
    });
    return Promise.race([turn, patience.whenOver]);
  }

  async function idle(): Promise<void> {
    while (tails.size > 0) await Promise.all(tails.values());
  }

  return { run, idle };
}

function startPatience(ms: number) {
  const { promise: whenOver, reject } = Promise.withResolvers<never>();
  let over = false;
  const timer = setTimeout(() => {
    over = true;
    reject(new StoreUnavailableError('The transactions before this one took too long; nothing was written'));
  }, ms);
  return { whenOver, isOver: () => over, end: () => clearTimeout(timer) };
}
