import type { OpenScratch } from '../../src/ports/scratch.ts';

/** Scratches in memory, and what went into them. */
export interface MemoryScratches {
  readonly open: OpenScratch;
  /** Everything that was ever put into any of them. */
  written(): Buffer;
  /** How many times one was read from. */
  reads: number;
  opened: number;
  closed: number;
}

export function createMemoryScratches(): MemoryScratches {
  const all: Buffer[] = [];
  const scratches: MemoryScratches = {
    reads: 0,
    opened: 0,
    closed: 0,
    written: () => Buffer.concat(all),
    async open() {
      scratches.opened += 1;
      let own = Buffer.alloc(0);
      return {
        async append(bytes) {
          // A copy, as whoever gave them goes on with the same memory.
          all.push(Buffer.from(bytes));
          own = Buffer.concat([own, bytes]);
        },
        async read(bytes, position) {
          scratches.reads += 1;
          if (own.copy(bytes, 0, position, position + bytes.length) < bytes.length) throw new RangeError();
        },
        async close() {
          scratches.closed += 1;
        },
      };
    },
  };
  return scratches;
}
