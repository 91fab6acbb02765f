import type { Secret } from '../domain/crypto/secret.ts';
import type { IdKind, IdOfKind } from '../domain/ids.ts';

/** Randomness. Every value must come from a CSPRNG; a test may pass another source. */
export interface Random {
  bytes(count: number): Uint8Array;
  /** A fresh id, never seen before. */
  id<K extends IdKind>(kind: K): IdOfKind[K];
  /** The random symbols of a new code, each equally likely (N1); without the check symbol. */
  codeSymbols(): Secret;
}
