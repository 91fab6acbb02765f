import { expect, it } from 'vitest';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import type { Store, Transaction } from '../../../src/ports/store.ts';
import { prepareAttempt } from '../../../src/services/redeeming/prepare-attempt.ts';
import { transactAttempt } from '../../../src/services/redeeming/transact-attempt.ts';
import { systemRandom } from '../../../src/system/system-random.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { openRedeemWorld } from '../open-redeem-world.ts';

/** A store in which the first run of a transaction conflicts with another instance's, and is undone. */
function conflictOnce(store: Store): Store {
  let runs = 0;
  return {
    ...store,
    transact: async (organizationId, work) => {
      runs += 1;
      const undo = new Error('undone');
      if (runs === 1)
        await store
          .transact(organizationId, async (tx) => {
            await work(tx);
            throw undo;
          })
          .catch((error: unknown) => {
            if (error !== undo) throw error;
          });
      return store.transact(organizationId, work);
    },
  };
}

it.each([
  ['the run that was committed', [false, true], 1],
  ['only a run that was undone', [true, false], 0],
])('N16: strangers’ freeze alarms if it was by %s', async (_which, freezes, expected) => {
  const { store, lena, clock, history } = await openRedeemWorld();
  const deps = { store: conflictOnce(store), clock, random: systemRandom, keys: createTestKeys() };
  const attempt = await prepareAttempt(deps, {
    client: createStoreFixtures('freeze').client(lena.organizationId),
    vouchedBy: 'nobody',
    login: lena.email ?? '',
    typedCode: new Secret('wrong'),
    source: 'test',
  });
  const runs = [...freezes];
  await transactAttempt(deps, attempt, async (_tx: Transaction) => {
    if (runs.shift() === true) attempt.isFrozenByStrangers = true;
  });
  expect(runs).toEqual([]);
  const alarms = (await history()).filter(({ action }) => action === 'redeem.frozen');
  expect(alarms).toHaveLength(expected);
});
