import {
  bindCode,
  type CodeHash,
  type CodeHashContext,
  stretchCode,
} from '../../src/domain/codes/code-hash.ts';
import type { KeyRing } from '../../src/domain/crypto/key-ring.ts';
import type { Secret } from '../../src/domain/crypto/secret.ts';

export async function hashCode(
  symbols: Secret,
  context: CodeHashContext,
  salt: Uint8Array,
  keys: KeyRing,
): Promise<CodeHash> {
  return bindCode(await stretchCode(symbols, salt), context, keys);
}
