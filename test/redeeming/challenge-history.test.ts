import { describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../src/domain/audit/audit-event.ts';
import type { RateCounters } from '../../src/ports/rate-counters.ts';
import type { Store, Transaction } from '../../src/ports/store.ts';
import {
  createOpenChallenge,
  OPENINGS_OF_PERSON,
  OPENINGS_OF_SERVICE,
} from '../../src/services/redeeming/open-challenge.ts';
import { watchWrites } from '../support/representative-change.ts';
import { openClientWorld, type RelyingWorld, storeKinds, wrongCode } from './open-client-world.ts';

const GHOST = 'ghost@people.example';

async function historyOf(world: RelyingWorld, action: string): Promise<AuditEvent[]> {
  const { store, organizationId } = world;
  const events = await store.read.audit.list(organizationId, { after: 0, limit: 10_000 });
  return events.filter((event) => event.action === action);
}

/** The same store, telling of every write: what it went to, not what it wrote. */
function tellWrites(store: Store, tell: (what: string) => void): Store {
  const rateCounters: RateCounters = {
    count: (...given) => {
      tell('counter');
      return store.rateCounters.count(...given);
    },
  };
  return {
    ...store,
    rateCounters,
    transact: <T>(id: Parameters<Store['transact']>[0], work: (tx: Transaction) => Promise<T>) =>
      store.transact(id, (tx) => work(watchWrites(tx, () => tell('write')))),
  };
}

describe.each(storeKinds)('the history of challenges, on %s', (kind) => {
  it('N14: an opening is written down: which service, whom, when, from where, known here or not', async () => {
    const world = await openClientWorld(kind);
    const { main, lena, clock } = world;
    const portal = await world.addClient('Portal');
    const opened = [];
    for (const user of [lena.email, ` ${lena.email?.toUpperCase()}`, GHOST, 'hunter2 typed here']) {
      opened.push((await main.send(portal, '/v1/challenges', { user })).body.challengeId);
    }
    const events = await historyOf(world, 'challenge.opened');
    const common = {
      actor: { kind: 'client', id: portal.service.id },
      outcome: 'allowed',
      at: new Date(clock.at).toISOString(),
      source: 'http:127.0.0.1',
    };
    const unknown = {
      ...common,
      target: expect.stringMatching(/^unknown_[0-9a-f]{32}$/),
      reason: 'user_unknown',
    };
    expect(events).toMatchObject([
      { ...common, target: lena.id, reason: null },
      { ...common, target: lena.id, reason: null },
      unknown,
      unknown,
    ]);
    expect(events.map(({ details }) => details.challengeId)).toEqual(opened);
    expect(events.map(({ details }) => details.ofPerson)).toEqual([1, 2, 1, 1]);
    expect(events.map(({ details }) => details.ofService)).toEqual([1, 2, 3, 4]);
    expect(JSON.stringify(events)).not.toMatch(/hunter2|ghost/);
  });

  it('N9: for somebody and for nobody the same is written, in the same order, however often', async () => {
    const world = await openClientWorld(kind);
    const { service: client } = await world.addClient('Portal');
    const writes: string[] = [];
    const store = tellWrites(world.store, (what) => writes.push(what));
    const openChallenge = createOpenChallenge({ ...world.deps, store });
    const writesFor = async (login: string): Promise<string[]> => {
      writes.length = 0;
      for (let i = 0; i < OPENINGS_OF_PERSON * 2 + 1; i += 1) {
        await openChallenge({ client, login, returnTo: null, source: 'http:test' });
      }
      return [...writes];
    };
    const known = await writesFor(world.lena.email ?? '');
    expect(known.slice(0, 4)).toEqual(['counter', 'counter', 'write', 'write']);
    expect(await writesFor(GHOST)).toEqual(known);
    expect(await writesFor('not an address at all')).toEqual(known);
  });

  it('N14: a stranger who floods one login adds a few lines, which say how many, and hides nobody else', async () => {
    const world = await openClientWorld(kind);
    const { main, lena, mia, clock } = world;
    const portal = await world.addClient('Portal');
    const flood = OPENINGS_OF_PERSON * 8;
    for (let i = 0; i < flood; i += 1) await main.send(portal, '/v1/challenges', { user: lena.email });
    await main.send(portal, '/v1/challenges', { user: mia.email });
    const events = await historyOf(world, 'challenge.opened');
    expect(events.map(({ details }) => details.ofPerson)).toEqual([1, 2, 3, 4, 5, 10, 20, 40, 1]);
    expect(events.at(-1)).toMatchObject({ target: mia.id });
    // The next hour begins anew.
    clock.at += 3_600_000;
    await main.send(portal, '/v1/challenges', { user: lena.email });
    expect((await historyOf(world, 'challenge.opened')).at(-1)?.details).toMatchObject({
      ofPerson: 1,
      ofService: 1,
    });
  });

  it('N14: so does one who makes up a login for each, over two instances', async () => {
    const world = await openClientWorld(kind);
    const { service: client } = await world.addClient('Portal');
    const instances = [world.store, await world.openAnother()].map((store) =>
      createOpenChallenge({ ...world.deps, store }),
    );
    const flood = OPENINGS_OF_SERVICE + 100;
    for (let i = 0; i < flood; i += 20) {
      await Promise.all(
        Array.from({ length: 20 }, (_, j) =>
          instances[j % 2]?.({
            client,
            login: `made-up-${i + j}@people.example`,
            returnTo: null,
            source: 'http:test',
          }),
        ),
      );
    }
    expect(await historyOf(world, 'challenge.opened')).toHaveLength(OPENINGS_OF_SERVICE);
  }, 120_000);

  it('N14: an answer to what is no open challenge of the service is refused on record, and sparsely', async () => {
    const world = await openClientWorld(kind);
    const { main, lena, clock } = world;
    const portal = await world.addClient('Portal');
    const other = await world.addClient('Other');
    const { challengeId } = (await main.send(portal, '/v1/challenges', { user: lena.email })).body;
    const answer = (client = portal) =>
      main.send(client, `/v1/challenges/${challengeId}/answer`, { code: wrongCode() });
    await answer(other);
    clock.at += 600_000;
    await answer();
    const refused = {
      action: 'challenge.refused',
      outcome: 'refused',
      target: challengeId,
      source: 'http:127.0.0.1',
    };
    expect(await historyOf(world, 'challenge.refused')).toMatchObject([
      { ...refused, actor: { id: other.service.id }, reason: 'not_found' },
      { ...refused, actor: { id: portal.service.id }, reason: 'expired' },
    ]);
    for (let i = 0; i < 150; i += 1) await answer();
    expect(await historyOf(world, 'challenge.refused')).toHaveLength(101);
  }, 60_000);
});
