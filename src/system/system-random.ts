import { randomFillSync } from 'node:crypto';
import { customAlphabet } from 'nanoid';
import { CODE_ALPHABET, CODE_RANDOM_SYMBOLS } from '../domain/code-format.ts';
import { type IdKind, type IdOfKind, idPrefixes } from '../domain/ids.ts';
import { Secret } from '../domain/secret.ts';
import type { Random } from '../ports/random.ts';

const ID_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 24 symbols of 62: 142 bits, so ids never meet and cannot be guessed. */
const drawId = customAlphabet(ID_ALPHABET, 24);
/** nanoid draws from the CSPRNG and drops what would favour some symbols. */
const drawCode = customAlphabet(CODE_ALPHABET, CODE_RANDOM_SYMBOLS);

/** Randomness from the operating system's CSPRNG. */
export const systemRandom: Random = {
  bytes: createPool(),
  id: <K extends IdKind>(kind: K) => `${idPrefixes[kind]}_${drawId()}` as IdOfKind[K],
  codeSymbols: () => new Secret(drawCode()),
};

/** Draws a lot at once and hands every byte of it out once: a draw of its own costs ten times as much. */
function createPool(): (count: number) => Uint8Array {
  // Not a Buffer, whose `slice` is no copy.
  const pool = new Uint8Array(4096);
  let next = pool.length;
  return (count) => {
    if (count > pool.length) return randomFillSync(new Uint8Array(count));
    if (next + count > pool.length) {
      randomFillSync(pool);
      next = 0;
    }
    const drawn = pool.slice(next, next + count);
    // What is in use somewhere is nowhere else to be found.
    pool.fill(0, next, next + count);
    next += count;
    return drawn;
  };
}
