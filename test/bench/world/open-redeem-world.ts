import { Secret } from '../../../src/domain/crypto/secret.ts';
import { createAddClient } from '../../../src/services/clients/add-client.ts';
import { createRedeemCode, type RedeemResult } from '../../../src/services/redeeming/redeem-code.ts';
import { systemClock } from '../../../src/system/system-clock.ts';
import { systemRandom } from '../../../src/system/system-random.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { type IssuedCode, issueCodes } from './issue-codes.ts';
import { createDatabase } from './open-bench-store.ts';
import { type SeededOrganization, seedOrganization } from './seed-organization.ts';

/** Issuing and redeeming for one organization, in this process. */
export interface Redeeming {
  /** Codes for the next `count` people. */
  issue(count: number): Promise<IssuedCode[]>;
  redeem(issued: IssuedCode): Promise<RedeemResult>;
}

export async function createRedeeming(seeded: SeededOrganization): Promise<Redeeming> {
  const { store, keys, organization, targets } = seeded;
  const deps = { store, keys, clock: systemClock, random: systemRandom };
  const added = await createAddClient(deps)(organization.id, 'Login');
  if (added.kind !== 'created') throw new Error(`The client could not be added: ${added.kind}`);
  const redeemCode = createRedeemCode(deps);
  let next = 0;
  return {
    issue(count) {
      const users = Array.from({ length: count }, () => {
        const user = targets[next++ % targets.length];
        if (user === undefined) throw new Error('There is nobody to issue a code for');
        return user;
      });
      return issueCodes(seeded, users);
    },
    redeem: ({ login, code }) =>
      redeemCode({ client: added.service, login, typedCode: new Secret(code), source: 'http:192.0.2.7' }),
  };
}

/** The use case over a SQLite store of its own. */
export async function openRedeemWorld(): Promise<Redeeming & { close(): Promise<void> }> {
  const database = await createDatabase('sqlite');
  const keys = createTestKeys();
  const store = await openTestStore(database.url, keys);
  return {
    ...(await createRedeeming(await seedOrganization(store, keys))),
    async close() {
      await store.close();
      await database.drop();
    },
  };
}
