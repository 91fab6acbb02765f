import { describe, expect, it } from 'vitest';
import { createKeyRing } from '../../../src/domain/crypto/key-ring.ts';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import { createFindMissingKeys } from '../../../src/services/audit/find-missing-keys.ts';
import { T0 } from '../../support/store-fixtures.ts';
import { openRedeemWorld } from '../open-redeem-world.ts';

const ringOf = (...ids: string[]) =>
  createKeyRing(ids.map((id) => ({ id, bytes: new Secret(new Uint8Array(32).fill(id.length)) })));

describe('N4: the keys that doctor misses', () => {
  it.each([
    ['active', {}, true],
    ['not yet working', { state: 'undelivered' }, false],
    ['used', { state: 'redeemed', settledAt: T0 }, false],
    ['revoked', { state: 'revoked', settledAt: T0 }, false],
  ] as const)('are those of a code that is %s', async (_what, change, isNeeded) => {
    const world = await openRedeemWorld();
    await world.issue(change, ringOf('retired'));
    const find = (...ids: string[]) => createFindMissingKeys({ store: world.store, keys: ringOf(...ids) })();
    const missing = { keyId: 'retired', neededBy: 'code', name: '' };
    expect(await find('newer')).toEqual(isNeeded ? [missing] : []);
    expect(await find('newer', 'retired')).toEqual([]);
  });

  it('are named once, however many codes need one', async () => {
    const world = await openRedeemWorld();
    await world.issue({}, ringOf('retired'));
    await world.issue({ userId: world.mia.id }, ringOf('retired'));
    expect(await createFindMissingKeys({ store: world.store, keys: ringOf('newer') })()).toHaveLength(1);
  });
});
