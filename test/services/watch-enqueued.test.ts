import { afterEach, beforeEach, expect, it } from 'vitest';
import { draftNotice } from '../../src/services/deps.ts';
import { watchEnqueued } from '../../src/services/watch-enqueued.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { openTestServices, type TestServices } from './open-services.ts';

let world: TestServices;
/** How many notices were there to be sent each time. */
let seen: Promise<number>[];
beforeEach(async () => {
  world = await openTestServices();
  seen = [];
});
afterEach(() => world.close());

const open = () => watchEnqueued(world.store, () => seen.push(world.store.read.notices.count()));
const draft = () =>
  draftNotice({ clock: { now: () => world.now }, random: systemRandom }, world.organization.id, {
    kind: 'target_code_issued',
    codeId: systemRandom.id('code'),
  });

it('N13: says so once when notices were enqueued, and they are there to be sent by then', async () => {
  await open().transact(world.organization.id, async (tx) => {
    await tx.notices.enqueue(draft());
    await tx.notices.enqueue(draft());
    expect(seen).toEqual([]);
  });
  expect(await Promise.all(seen)).toEqual([2]);
});

it('says nothing of a transaction that enqueued none, or was undone', async () => {
  const store = open();
  expect(await store.transact(world.organization.id, (tx) => tx.notices.count())).toBe(0);
  const undone = store.transact(world.organization.id, async (tx) => {
    await tx.notices.enqueue(draft());
    throw new Error('undo this');
  });
  await expect(undone).rejects.toThrow('undo this');
  expect(seen).toEqual([]);
  expect(await store.read.notices.count()).toBe(0);
});
