import { Secret } from '../../src/domain/crypto/secret.ts';
import type { ClientId } from '../../src/domain/ids.ts';
import type { Store } from '../../src/ports/store.ts';
import { createRedeemCode } from '../../src/services/redeeming/redeem-code.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { openTestStore } from '../support/open-test-store.ts';
import { watchWrites } from '../support/representative-change.ts';
import { createTestKeys } from '../support/test-keys.ts';

/** What a process of its own is to do: redeem one code, all attempts at once. */
export interface RedeemOrder {
  readonly url: string;
  readonly clientId: ClientId;
  readonly login: string;
  readonly code: string;
  readonly at: number;
  readonly attempts: number;
  /** One key for all attempts; `null` for none. */
  readonly key: string | null;
  /** Die by SIGKILL after so many writes of a transaction; more than there are: after the commit. `null`: live. */
  readonly dieAfterWrites: number | null;
}

const order: RedeemOrder = JSON.parse(process.argv[2] ?? '');
const keys = createTestKeys();
const store = await openTestStore(order.url, keys);
const client = await store.read.clients.find(order.clientId);
if (client === null) throw new Error('The worker was told of a service that is not there');
const { login, key: idempotencyKey } = order;
const redeemCode = createRedeemCode({
  store: order.dieAfterWrites === null ? store : dieAfter(store, order.dieAfterWrites),
  clock: { now: () => order.at },
  random: systemRandom,
  keys,
});
const typedCode = new Secret(order.code);
const results = await Promise.all(
  Array.from({ length: order.attempts }, () =>
    redeemCode({ client, login, typedCode, source: 'http:test', idempotencyKey }),
  ),
);
process.stdout.write(JSON.stringify(results.map(({ kind }) => kind)));
await store.close();

function dieAfter(mortal: Store, writes: number): Store {
  const die = () => process.kill(process.pid, 'SIGKILL');
  return {
    ...mortal,
    async transact(organizationId, work) {
      const result = await mortal.transact(organizationId, (tx) =>
        work(watchWrites(tx, (count) => count === writes && die())),
      );
      die();
      return result;
    },
  };
}
