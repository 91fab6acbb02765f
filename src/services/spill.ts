import type { OpenScratch, Scratch } from '../ports/scratch.ts';

/** A list of bytes of any length: the newest in memory, and the rest, if there is one, in a scratch. */
export interface Spill {
  append(bytes: Uint8Array): Promise<void>;
  /** All of it, in order. A piece is good until the next is asked for; so one reading at a time. */
  pieces(): AsyncGenerator<Buffer>;
  close(): Promise<void>;
}

/** @param pieceBytes what it holds in memory, and the length of each piece but the last: no record of a divisor's size is cut */
export function createSpill(openScratch: OpenScratch, pieceBytes: number): Spill {
  const newest = Buffer.alloc(pieceBytes);
  let used = 0;
  let spilled = 0;
  let scratch: Scratch | null = null;
  let piece: Buffer | null = null;

  return {
    async append(bytes) {
      let rest = bytes;
      while (used + rest.length > pieceBytes) {
        const fitting = pieceBytes - used;
        newest.set(rest.subarray(0, fitting), used);
        rest = rest.subarray(fitting);
        scratch ??= await openScratch();
        await scratch.append(newest);
        spilled += pieceBytes;
        used = 0;
      }
      newest.set(rest, used);
      used += rest.length;
    },
    async *pieces() {
      for (let position = 0; scratch !== null && position < spilled; position += pieceBytes) {
        piece ??= Buffer.alloc(pieceBytes);
        await scratch.read(piece, position);
        yield piece;
      }
      if (used > 0) yield newest.subarray(0, used);
    },
    close: async () => scratch?.close(),
  };
}
