import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFindOrganization } from '../../src/services/find-organization.ts';
import { openRevealWorld, type RevealWorld } from './open-reveal-world.ts';

let world: RevealWorld;
let looks: number;
let find: ReturnType<typeof createFindOrganization>;
beforeEach(async () => {
  world = await openRevealWorld();
  await connect(acme.teamId);
  looks = 0;
  const organizations = {
    ...world.store.read.organizations,
    async findBySlackTenant(id: string) {
      looks += 1;
      return world.store.read.organizations.findBySlackTenant(id);
    },
  };
  const store = { ...world.store, read: { ...world.store.read, organizations } };
  find = createFindOrganization({ store, clock: world.deps.clock });
});
afterEach(() => world.close());

const acme = { teamId: 'TACME', enterpriseId: null };
const stranger = { teamId: 'TSTRANGER', enterpriseId: null };

const connect = (tenantId: string) =>
  world.store.transact(world.organization.id, (tx) =>
    tx.organizations.addSlackTenant(world.organization.id, tenantId),
  );

it('the organization of a workspace is what was read within the last second', async () => {
  const first = await find(acme);
  expect(first?.id).toBe(world.organization.id);
  world.now += 1000;
  expect(await find(acme)).toBe(first);
  expect(looks).toBe(1);
  world.now += 1;
  expect(await find(acme)).toEqual(first);
  expect(looks).toBe(2);
});

it('a clock that was set back makes no answer younger', async () => {
  await find(acme);
  world.now -= 1;
  await find(acme);
  expect(looks).toBe(2);
});

it('another workspace is looked for by itself, and one that is connected to nothing each time', async () => {
  await find(acme);
  expect(await find(stranger)).toBeNull();
  expect(await find(stranger)).toBeNull();
  expect(await find({ ...acme, enterpriseId: 'EACME' })).toBeNull();
  expect(looks).toBe(4);
  await connect(stranger.teamId);
  expect((await find(stranger))?.id).toBe(world.organization.id);
});
