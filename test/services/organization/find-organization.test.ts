import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFindOrganization } from '../../../src/services/organization/find-organization.ts';
import { openRevealWorld, type RevealWorld } from '../open-reveal-world.ts';

let world: RevealWorld;
let find: ReturnType<typeof createFindOrganization>;
beforeEach(async () => {
  world = await openRevealWorld();
  find = createFindOrganization(world.deps);
});
afterEach(() => world.close());

const stranger = { teamId: 'TSTRANGER', enterpriseId: null };

const connect = (tenantId: string) =>
  world.store.transact(world.organization.id, (tx) =>
    tx.organizations.addSlackTenant(world.organization.id, tenantId),
  );

it('S13: a workspace leads to the organization it is connected to, from that moment on', async () => {
  expect(await find(stranger)).toBeNull();
  await connect(stranger.teamId);
  expect((await find(stranger))?.id).toBe(world.organization.id);
});

it('S13: in Enterprise Grid the organization of the enterprise counts, not that of the workspace', async () => {
  await connect(stranger.teamId);
  expect(await find({ ...stranger, enterpriseId: 'EACME' })).toBeNull();
  await connect('EACME');
  expect((await find({ ...stranger, enterpriseId: 'EACME' }))?.id).toBe(world.organization.id);
});

it('what changes in the organization shows at the next look', async () => {
  await connect(stranger.teamId);
  await find(stranger);
  const { id, policy } = world.organization;
  await world.store.transact(id, (tx) => tx.organizations.setPolicy(id, { ...policy, reasonRequired: true }));
  expect((await find(stranger))?.policy.reasonRequired).toBe(true);
});
