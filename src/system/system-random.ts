import { randomBytes } from 'node:crypto';
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
  bytes: (count) => randomBytes(count),
  id: <K extends IdKind>(kind: K) => `${idPrefixes[kind]}_${drawId()}` as IdOfKind[K],
  codeSymbols: () => new Secret(drawCode()),
};
