import { randomBytes } from 'node:crypto';

const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ0123456789';

function randomSymbols(length: number): string {
  return Array.from(randomBytes(length), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** An id of Slack's form: a letter for the kind, then upper-case symbols. */
export function newId(prefix: string): string {
  return `${prefix}0${randomSymbols(9)}`;
}

/** Something nobody guesses: for tokens, tickets and response URLs. */
export function newSecret(bytes = 24): string {
  return randomBytes(bytes).toString('base64url').replace(/[-_]/g, 'x');
}

/** Slack's message ids: seconds, then six digits that keep two messages of one moment apart. */
export class TimestampSource {
  readonly #now: () => number;
  #counter = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  next(): string {
    this.#counter = (this.#counter + 1) % 1_000_000;
    return `${Math.floor(this.#now() / 1000)}.${String(this.#counter).padStart(6, '0')}`;
  }
}
