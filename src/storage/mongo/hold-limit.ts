import { StoreUnavailableError } from '../../ports/store.ts';

/**
 * Ends a transaction whose `work` does not: it would keep its organization's others waiting for good.
 * @throws StoreUnavailableError if `work` has not settled in time; it goes on, but its `tx` is dead
 */
export async function limitHold<T>(holdMsMax: number, work: Promise<T>): Promise<T> {
  const { promise: tooLong, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new StoreUnavailableError(`The transaction took longer than ${holdMsMax} ms and was rolled back`));
  }, holdMsMax);
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
