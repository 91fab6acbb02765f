import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What is held beyond what was held before, after a collection each time it is looked at. */
export interface MemoryWatch {
  /** From now on. */
  begin(): void;
  look(): void;
  /** Bytes at most, of all looks since it began. */
  readonly heldMost: number;
  /** What looking has taken since it began, which is not the time of whoever is looked at. */
  readonly tookMs: number;
}

export function createMemoryWatch(): MemoryWatch {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  let start = 0;
  let heldMost = 0;
  let tookMs = 0;

  const measure = (): number => {
    // A second one, as finalizers of the first may let go of more.
    collect();
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  return {
    begin() {
      start = measure();
      heldMost = 0;
      tookMs = 0;
    },
    look() {
      const startedAt = performance.now();
      heldMost = Math.max(heldMost, measure() - start);
      tookMs += performance.now() - startedAt;
    },
    get heldMost() {
      return heldMost;
    },
    get tookMs() {
      return tookMs;
    },
  };
}
