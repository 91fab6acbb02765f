import { setImmediate as nextTurn } from 'node:timers/promises';

/** Those who wait to write, in the order in which they asked. */
export interface WriteQueue<J> {
  enter(job: J): void;
  /** Resolves when nobody who asked until now is left. */
  drain(): Promise<void>;
}

/**
 * @param serve called whenever somebody waits, never twice at once; takes as many as it wants to serve together, one
 * at least, and must not throw
 */
export function createWriteQueue<J>(serve: (takeNext: () => J | null) => Promise<void>): WriteQueue<J> {
  const waiting: J[] = [];
  let working: Promise<void> | null = null;
  const takeNext = (): J | null => waiting.shift() ?? null;

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      // A commit blocks the event loop: whoever came meanwhile is let in first, to be served with the others.
      await nextTurn();
      await serve(takeNext);
    }
    working = null;
  }

  return {
    enter(job) {
      waiting.push(job);
      working ??= work();
    },
    drain: async () => {
      await working;
    },
  };
}
