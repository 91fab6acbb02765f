import { randomFillSync } from 'node:crypto';
import { customAlphabet } from 'nanoid';
import { CODE_ALPHABET, CODE_RANDOM_SYMBOLS } from '../domain/codes/code-format.ts';
import { Secret } from '../domain/crypto/secret.ts';
import { type IdKind, type IdOfKind, idPrefixes } from '../domain/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import { systemClock } from './system-clock.ts';

/** In the order in which databases compare them. */
const ID_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Enough for milliseconds until the year 8888. */
const TIME_SYMBOLS = 8;
/** 16 symbols of 62: 95 bits, so ids never meet and cannot be guessed. */
const drawIdEnd = customAlphabet(ID_ALPHABET, 16);
/** nanoid draws from the CSPRNG and drops what would favour some symbols. */
const drawCode = customAlphabet(CODE_ALPHABET, CODE_RANDOM_SYMBOLS);

/** Randomness from the operating system's CSPRNG. */
export const systemRandom: Random = {
  bytes: createPool(),
  id: createIds(systemClock),
  codeSymbols: () => new Secret(drawCode()),
};

/**
 * Ids begin with their time, so that later ones come after earlier ones in an index: at its end, where the page is at hand that the
 * one before has changed, and not somewhere in the middle of all there ever were.
 */
export function createIds(clock: Clock): Random['id'] {
  let lastAt = Number.NaN;
  let time = '';
  return <K extends IdKind>(kind: K) => {
    const now = clock.now();
    if (now !== lastAt) {
      lastAt = now;
      time = spellTime(now);
    }
    return `${idPrefixes[kind]}_${time}${drawIdEnd()}` as IdOfKind[K];
  };
}

function spellTime(ms: number): string {
  let text = '';
  let left = ms;
  for (let index = 0; index < TIME_SYMBOLS; index += 1) {
    text = ID_ALPHABET.charAt(left % ID_ALPHABET.length) + text;
    left = Math.floor(left / ID_ALPHABET.length);
  }
  return text;
}

/** Draws many bytes in one call and uses each byte once: drawing them one by one costs ten times as much. */
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
