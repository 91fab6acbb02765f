/**
 * The same function, which runs in the asynchronous context of whoever gave it, whoever calls it; called again only when
 * it has settled. What a promise calls back keeps the context in which it was given: a snapshot of that context would
 * cost ten times as much.
 */
export function keepContext<T, R>(work: (given: T) => Promise<R>): (given: T) => Promise<R> {
  let next = prepare();

  function prepare() {
    const { promise, resolve } = Promise.withResolvers<T>();
    const result = promise.then((given) => {
      // In the kept context, too.
      next = prepare();
      return work(given);
    });
    return { resolve, result };
  }

  return (given) => {
    const { resolve, result } = next;
    resolve(given);
    return result;
  };
}
