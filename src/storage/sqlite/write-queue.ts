/** Lets one at a time in, in the order in which they asked. */
export interface WriteQueue {
  /** Runs `turn` when everybody before has finished, whether they succeeded or not. */
  enter<T>(turn: () => Promise<T>): Promise<T>;
  /** Resolves when nobody who asked until now is left. */
  drain(): Promise<void>;
}

export function createWriteQueue(): WriteQueue {
  let tail: Promise<unknown> = Promise.resolve();

  function enter<T>(turn: () => Promise<T>): Promise<T> {
    const mine = tail.then(turn);
    // A turn that fails must not fail those behind it.
    tail = mine.catch(() => undefined);
    return mine;
  }

  return {
    enter,
    drain: async () => {
      await tail;
    },
  };
}
