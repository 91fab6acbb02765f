/** Work that is under way side by side. */
export interface Lanes {
  readonly busy: number;
  start(work: Promise<void>): void;
  /** Resolves when one is done, or `orElse`. @throws its error, if it failed */
  next(orElse?: Promise<void>): Promise<void>;
  /** Resolves when all are done, however they end. */
  idle(): Promise<void>;
}

export function createLanes(): Lanes {
  const underWay = new Set<Promise<void>>();
  return {
    get busy() {
      return underWay.size;
    },
    start(work) {
      const going: Promise<void> = work.finally(() => underWay.delete(going));
      underWay.add(going);
      // Heard of by whoever waits for the next.
      going.catch(() => undefined);
    },
    next: (orElse) => Promise.race(orElse === undefined ? underWay : [...underWay, orElse]),
    async idle() {
      await Promise.allSettled(underWay);
    },
  };
}
