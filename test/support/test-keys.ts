import { createKeyRing, type KeyRing } from '../../src/domain/crypto/key-ring.ts';
import { Secret } from '../../src/domain/crypto/secret.ts';

/** A key ring that is the same in every process of a test. */
export function createTestKeys(): KeyRing {
  return createKeyRing([{ id: 'test', bytes: new Secret(new Uint8Array(32).fill(7)) }]);
}
