import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Source } from '../../../src/domain/directory/source.ts';
import { createRemoveSource } from '../../../src/services/sources/remove-source.ts';
import { systemRandom } from '../../../src/system/system-random.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';
import { NOW, openTestServices, type TestServices } from '../open-services.ts';

const make = createStoreFixtures('r');
let world: TestServices;

beforeEach(async () => {
  world = await openTestServices();
});
afterEach(() => world.close());

async function seedSource(peopleCount: number): Promise<Source> {
  const { store, organization } = world;
  const source = make.source(organization.id, { everyMinutes: 60 });
  await store.transact(organization.id, (tx) => tx.sources.insert(source));
  for (let left = peopleCount; left > 0; left -= 1000) {
    const people = Array.from({ length: Math.min(left, 1000) }, () => make.sourcePerson(source));
    await store.transact(organization.id, (tx) => tx.sourcePeople.putMany(people));
  }
  return source;
}

it('a large source is removed in several transactions, with one line in the history', async () => {
  const { services, store, organization } = world;
  const source = await seedSource(2500);
  expect(await services.sources.removeSource(organization.id, source.name, false)).toEqual({
    kind: 'has_people',
    policyGroups: [],
    source,
    people: 2500,
  });
  expect(await store.read.sourcePeople.count(organization.id, source.id)).toBe(2500);
  expect(await services.sources.removeSource(organization.id, source.name, true)).toEqual({
    kind: 'removed',
    policyGroups: [],
    source,
    people: 2500,
  });
  expect(await store.read.sources.list(organization.id)).toEqual([]);
  expect(await store.read.sourcePeople.count(organization.id, source.id)).toBe(0);
  expect((await world.actions()).filter((action) => action === 'source.removed')).toHaveLength(1);
});

it('N14: killed after any of its transactions, a removal can be done again, and nothing writes the source meanwhile', async () => {
  const { store, organization } = world;
  for (let survived = 1; survived <= 4; survived += 1) {
    const source = await seedSource(2500);
    let done = 0;
    const dying: typeof store.transact = (id, work) => {
      done += 1;
      return done > survived ? Promise.reject(new Error('killed')) : store.transact(id, work);
    };
    const deps = { clock: { now: () => NOW }, random: systemRandom };
    const interrupted = createRemoveSource({ ...deps, store: { ...store, transact: dying } });
    await expect(interrupted(organization.id, source.name, true)).rejects.toThrow('killed');
    const left = await store.read.sources.find(organization.id, source.id);
    expect(left).toMatchObject({ sealedSecret: null, everyMinutes: null, run: null, clientId: null });
    const again = await createRemoveSource({ ...deps, store })(organization.id, source.name, true);
    expect(again.kind).toBe('removed');
    expect(await store.read.sources.list(organization.id)).toEqual([]);
  }
});
