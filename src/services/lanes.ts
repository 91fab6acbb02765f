/** Work that is under way side by side. */
export interface Lanes {
  readonly busy: number;
  start(work: Promise<void>): void;
  /** Resolves when one is done, or `orElse`. @throws the error of one that has failed */
  next(orElse?: Promise<void>): Promise<void>;
  /** @throws the error of one that has failed */
  check(): void;
  /** Resolves when all are done, however they end. */
  idle(): Promise<void>;
}

export function createLanes(): Lanes {
  const underWay = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | null = null;

  function check(): void {
    if (failure !== null) throw failure.error;
  }

  return {
    get busy() {
      return underWay.size;
    },
    start(work) {
      const going: Promise<void> = work
        .catch((error: unknown) => {
          failure ??= { error };
        })
        .finally(() => underWay.delete(going));
      underWay.add(going);
    },
    async next(orElse) {
      await Promise.race(orElse === undefined ? underWay : [...underWay, orElse]);
      check();
    },
    check,
    async idle() {
      await Promise.all(underWay);
    },
  };
}
