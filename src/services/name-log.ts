import { hash } from 'node:crypto';
import type { DigestTable } from '../domain/digest-table.ts';
import type { Random } from '../ports/random.ts';
import type { OpenScratch } from '../ports/scratch.ts';
import { findRepeats, NAME_RECORD_BYTES, type Repeat } from './find-repeats.ts';
import type { ImportLimits } from './import-limits.ts';
import { createSpill } from './spill.ts';

export interface NamedLine {
  readonly name: string;
  readonly line: number;
}

/** Names and the lines they stand in, any number of them in a bounded part of memory. */
export interface NameLog {
  /** In the order of the lines. */
  note(names: readonly NamedLine[]): Promise<void>;
  /**
   * Each line with a name that stood in another before it, and the first of those; in no order. Digests are compared: two names of
   * a million are taken for one once in tens of millions of lists.
   * @param table to compare them in; what is in it is lost
   */
  findRepeats(table: DigestTable): Promise<Repeat[]>;
  close(): Promise<void>;
}

export interface NameLogDeps {
  readonly random: Random;
  readonly openScratch: OpenScratch;
}

/** Keeps digests under a key that is nowhere else: what gets out of memory tells nothing of the names. */
export function createNameLog({ random, openScratch }: NameLogDeps, limits: ImportLimits): NameLog {
  // In front of each name, which takes a third of the time of an HMAC. What an HMAC is for, that nobody can go on from a digest they know, is
  // nothing that the 8 bytes kept of it would let anybody do.
  const key = Buffer.from(random.bytes(32)).toString('hex');
  const spill = createSpill(openScratch, limits.records * NAME_RECORD_BYTES);
  let count = 0;

  return {
    async note(names) {
      const records = Buffer.alloc(names.length * NAME_RECORD_BYTES);
      for (const [index, { name, line }] of names.entries()) {
        const at = index * NAME_RECORD_BYTES;
        hash('sha256', `${key}${name}`, 'buffer').copy(records, at, 0, 8);
        records.writeUInt32LE(line, at + 8);
      }
      count += names.length;
      await spill.append(records);
    },
    findRepeats: (table) => findRepeats(spill.pieces, count, table, limits.digests),
    close: spill.close,
  };
}
