import { afterEach, beforeEach, expect, it } from 'vitest';
import type { OrganizationId, RequestId } from '../../src/domain/ids.ts';
import { createKnownRequests, subjectOf } from '../../src/services/known-requests.ts';
import { accepted, openRevealWorld, type RevealWorld } from './open-reveal-world.ts';

let world: RevealWorld;
beforeEach(async () => {
  world = await openRevealWorld();
});
afterEach(() => world.close());

it('S9: whom a request is about is not read again by the process that opened it, and is what would be read', async () => {
  const request = await world.ask('adam', 'lena');
  const looked: string[] = [];
  const requests = {
    ...world.store.read.requests,
    async find(organizationId: OrganizationId, id: RequestId) {
      looked.push(id);
      return world.store.read.requests.find(organizationId, id);
    },
  };
  const store = { ...world.store, read: { ...world.store.read, requests } };
  expect(await world.click(request, accepted, { store })).toMatchObject({ kind: 'revealed' });
  expect(looked).toEqual([]);
  const next = await world.ask('adam', 'lena');
  const elsewhere = createKnownRequests();
  const read = await world.click(next, accepted, { store, knownRequests: elsewhere });
  expect(read).toMatchObject({ kind: 'revealed', record: { userId: next.targetId } });
  expect(looked).toEqual([next.id]);
});

it('S9: whether it is still open is read at the click all the same', async () => {
  const request = await world.ask('adam', 'lena');
  const { organization, store } = world;
  await store.transact(organization.id, (tx) =>
    tx.requests.transition(organization.id, request.id, ['pending'], 'cancelled', { settledAt: world.now }),
  );
  expect(await world.click(request, async () => expect.unreachable())).toMatchObject({
    kind: 'refused',
    refusals: [{ code: 'request_settled' }],
  });
});

it('S9: of another organization nothing is known, whatever id is given', async () => {
  const request = await world.ask('adam', 'lena');
  const { knownRequests } = world.deps;
  expect(knownRequests.recall(world.organization.id, request.id)).toEqual(subjectOf(request));
  expect(knownRequests.recall('org_other' as OrganizationId, request.id)).toBeNull();
});

it('the thousand that were opened last are known', async () => {
  const request = await world.ask('adam', 'lena');
  const known = createKnownRequests();
  const idOf = (index: number) => `request-${index}` as RequestId;
  for (let index = 0; index <= 1000; index += 1) known.note({ ...request, id: idOf(index) });
  const recall = (index: number) => known.recall(request.organizationId, idOf(index));
  expect([recall(0), recall(1), recall(1000)]).toEqual([null, subjectOf(request), subjectOf(request)]);
});
