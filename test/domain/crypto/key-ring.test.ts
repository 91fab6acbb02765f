import { describe, expect, test } from 'vitest';
import { createKeyRing, type KeyPurpose } from '../../../src/domain/crypto/key-ring.ts';
import { Secret } from '../../../src/domain/crypto/secret.ts';

const master = (id: string, fill: number) => ({ id, bytes: new Secret(new Uint8Array(32).fill(fill)) });
const purposes: readonly KeyPurpose[] = ['code-pepper', 'audit-chain', 'seal', 'client-secret', 'lookup'];

describe('the key ring', () => {
  test('N4: each purpose has a key of its own, and none is the master key', () => {
    const ring = createKeyRing([master('k1', 1)]);
    const keys = purposes.map((purpose) => ring.current(purpose).bytes.toString('hex'));
    expect(new Set([...keys, '01'.repeat(32)]).size).toBe(purposes.length + 1);
    for (const key of keys) expect(key).toHaveLength(64);
  });

  test('N4: the first key is for new records, the others are found by their ids', () => {
    const ring = createKeyRing([master('k2', 2), master('k1', 1)]);
    expect(ring.current('seal').id).toBe('k2');
    expect(ring.find('seal', 'k1')).toEqual(createKeyRing([master('k1', 1)]).current('seal'));
    expect(ring.find('seal', 'k3')).toBeNull();
    expect(ring.find('seal', '')).toBeNull();
  });

  test('the same master key gives the same keys in every process', () => {
    const hex = createKeyRing([master('k1', 1)])
      .current('code-pepper')
      .bytes.toString('hex');
    expect(hex).toBe(
      createKeyRing([master('k1', 1)])
        .current('code-pepper')
        .bytes.toString('hex'),
    );
    // Kept as it was: were the derivation changed, every live code would be worth nothing.
    expect(hex).toBe('b3699bb9d4944f0ec4de4f1193f0b3f804c7a209720b792c4b498fd28e83f335');
  });

  test('another id does not make another key, and other bytes do', () => {
    const bytesOf = (id: string, fill: number) =>
      createKeyRing([master(id, fill)])
        .current('lookup')
        .bytes.toString('hex');
    expect(bytesOf('a', 1)).toBe(bytesOf('b', 1));
    expect(bytesOf('a', 1)).not.toBe(bytesOf('a', 2));
  });

  test('purposes do not meet through names of keys', () => {
    const ring = createKeyRing([master('k1', 1), master('seal k1', 2)]);
    expect(ring.find('seal', 'k1')?.bytes).not.toEqual(ring.find('seal', 'seal k1')?.bytes);
  });

  test('a ring without keys is refused', () => {
    expect(() => createKeyRing([])).toThrow(RangeError);
  });
});
