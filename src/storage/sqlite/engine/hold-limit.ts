import { StoreUnavailableError } from '../../../ports/store.ts';

/**
 * How long one piece of work may take; the next is begun only when the one before has settled.
 * @throws StoreUnavailableError when it takes longer
 */
export type HoldLimit = (work: () => Promise<unknown>) => Promise<unknown>;

/**
 * One timer for all, set back at the beginning of each: nearly every transaction is over before the event loop could
 * look at a timer, and making one for each costs as much as a statement.
 */
export function createHoldLimit(milliseconds: number): HoldLimit {
  let current: PromiseWithResolvers<unknown> | null = null;
  const timer = setTimeout(
    () => current?.reject(new StoreUnavailableError('A transaction did not end in time')),
    milliseconds,
  ).unref();

  return (work) => {
    const settling = Promise.withResolvers<unknown>();
    current = settling;
    timer.refresh();
    // One that is too late must not end the time of another.
    const end = (): void => {
      if (current === settling) current = null;
    };
    work().then(
      (value) => {
        end();
        settling.resolve(value);
      },
      (error: unknown) => {
        end();
        settling.reject(error);
      },
    );
    return settling.promise;
  };
}
