import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import { newLockout } from '../../../src/domain/redeeming/lockout.ts';
import type { Store, Transaction } from '../../../src/ports/store.ts';
import { openMongoStore } from '../../../src/storage/mongo/open-mongo-store.ts';
import { listCountedFor } from '../../support/list-counted.ts';
import { createSeededBytes } from '../../support/seeded-random.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { acme, draftCode, draftEvent, draftRequest, draftUser } from './drafts.ts';
import { describeMongo, dropDatabase, nameDatabase } from './mongo-database.ts';

const TRANSACTIONS = 240;
const names = ['ann', 'bob', 'cid'] as const;
type Name = (typeof names)[number];

/** What one did, by its dice. */
interface Plan {
  readonly label: string;
  readonly from: Name;
  readonly to: Name;
  readonly whose: Name;
  readonly waits: boolean;
  readonly readsBack: boolean;
  readonly throws: boolean;
  /** Few: two that meet over a code are parted by its unique index, whatever else has kept them apart. */
  readonly touchesCode: boolean;
  /** Few as well: what is seldom written is remembered from one transaction to the next. */
  readonly renames: boolean;
}

function rollPlans(seed: string): Plan[] {
  const bytes = createSeededBytes(seed);
  const roll = (sides: number): number => (bytes(1)[0] ?? 0) % sides;
  const pick = (): Name => names[roll(names.length)] ?? 'ann';
  return Array.from({ length: TRANSACTIONS }, (_, index) => ({
    label: `${index}`,
    from: pick(),
    to: pick(),
    whose: pick(),
    waits: roll(3) === 0,
    readsBack: roll(8) === 0,
    throws: roll(10) === 0,
    touchesCode: roll(20) === 0,
    renames: roll(12) === 0,
  }));
}

const idOf = (name: Name) => draftUser(name).id;

/** Reads two counters, a count, a live code and a name, changes all of them by what it has read, and writes down what that was. */
async function act(tx: Transaction, plan: Plan): Promise<void> {
  const { label, from, to, whose } = plan;
  const [first, second, counted, live, user] = await Promise.all([
    tx.lockouts.find(acme, idOf(from)),
    tx.lockouts.find(acme, idOf(to)),
    listCountedFor(tx.requests, acme, idOf(whose)),
    tx.codes.findLive(acme, idOf(whose)),
    tx.directory.findUser(acme, idOf(whose)),
  ]);
  if (plan.waits) await nextTurn();
  const [a, b] = [first?.consecutiveFailures ?? 0, second?.consecutiveFailures ?? 0];
  await tx.lockouts.put({ ...newLockout(acme, idOf(to), 1), consecutiveFailures: (a + b + 1) % 997 });
  await tx.requests.insert({ ...draftRequest(`r${label}`), targetId: idOf(whose) });
  if (plan.touchesCode && live === null) await tx.codes.insert(draftCode(`c${label}`, whose));
  else if (plan.touchesCode && live !== null)
    await tx.codes.transition(acme, live.id, ['active'], 'superseded', { settledAt: 2 });
  if (plan.renames) await tx.directory.update({ ...draftUser(whose), displayName: label });
  const { touchesCode, renames } = plan;
  const name = user?.displayName ?? null;
  const requests = counted.length;
  const seen = { from, to, whose, a, b, requests, live: live?.id ?? null, name, touchesCode, renames };
  await tx.audit.append({ ...draftEvent(`e${label}`), details: seen });
  if (plan.readsBack) expect((await tx.audit.listLatest(acme, 1))[0]?.details).toEqual(seen);
  if (plan.throws) throw new Error('undone');
}

describeMongo('transactions of an organization in MongoDB, in the order of its history', (server) => {
  for (const seed of ['first', 'second', 'third'])
    it(`N3 N14: each has seen what those before it left, from two instances, at random (${seed})`, async () => {
      const uri = nameDatabase(server);
      const options = { uri: new Secret(uri), keys: createTestKeys(), waitMsMax: 60_000 };
      const stores: Store[] = [await openMongoStore(options), await openMongoStore(options)];
      const [one, other] = stores;
      if (one === undefined || other === undefined) throw new Error('two stores');
      try {
        await other.transact(acme, async (tx) => {
          for (const name of names) await tx.directory.insert(draftUser(name));
        });
        const plans = rollPlans(seed);
        const outcomes = await Promise.allSettled(
          plans.map((plan, index) => (index % 3 === 0 ? other : one).transact(acme, (tx) => act(tx, plan))),
        );
        expect(outcomes.map(({ status }) => status === 'rejected')).toEqual(
          plans.map(({ throws }) => throws),
        );
        const counters = new Map<unknown, number>();
        const requests = new Map<unknown, number>();
        const live = new Map<unknown, string>();
        const called = new Map<unknown, string>(names.map((name) => [name, name]));
        const history = await other.read.audit.list(acme, { after: 0, limit: 9999 });
        expect(history).toHaveLength(plans.filter(({ throws }) => !throws).length);
        for (const { id, details: seen } of history) {
          expect(seen).toMatchObject({
            a: counters.get(seen.from) ?? 0,
            b: counters.get(seen.to) ?? 0,
            requests: requests.get(seen.whose) ?? 0,
            live: live.get(seen.whose) ?? null,
            name: called.get(seen.whose),
          });
          counters.set(seen.to, (Number(seen.a) + Number(seen.b) + 1) % 997);
          const label = id.slice('evt_e'.length).replaceAll('x', '');
          requests.set(seen.whose, Number(seen.requests) + 1);
          if (seen.renames === true) called.set(seen.whose, label);
          if (seen.touchesCode !== true) continue;
          if (seen.live === null) live.set(seen.whose, draftCode(`c${label}`, 'ann').id);
          else live.delete(seen.whose);
        }
        for (const name of names) {
          expect((await one.read.lockouts.find(acme, idOf(name)))?.consecutiveFailures ?? 0).toBe(
            counters.get(name) ?? 0,
          );
          expect((await one.read.codes.findLive(acme, idOf(name)))?.id).toBe(live.get(name));
        }
      } finally {
        await Promise.all(stores.map((store) => store.close()));
        await dropDatabase(uri);
      }
    }, 60_000);
});
