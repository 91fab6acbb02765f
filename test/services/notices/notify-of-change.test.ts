import { afterEach, beforeEach, expect, it } from 'vitest';
import type { UserId } from '../../../src/domain/ids.ts';
import type { SecurityContent } from '../../../src/domain/notices/notice.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';
import { openTestServices, type TestServices } from '../open-services.ts';

type Change = Extract<SecurityContent, { kind: 'security_change' }> & { readonly ownerId: UserId | null };

const make = createStoreFixtures('change');
let world: TestServices;
let ownerIds: UserId[];
beforeEach(async () => {
  world = await openTestServices();
  const second = make.user(world.organization.id, {
    role: 'owner',
    displayName: 'Ben',
    email: 'ben@acme.test',
  });
  const others = [
    second,
    make.user(world.organization.id, { role: 'admin', email: 'amy@acme.test' }),
    make.user(world.organization.id, { role: 'owner', status: 'suspended' }),
  ];
  await world.store.transact(world.organization.id, (tx) => tx.directory.insertMany(others));
  ownerIds = [world.owner.id, second.id].sort();
});
afterEach(() => world.close());

/** What people were told since the last look, each change once, with all who were told of it. */
const seen = new Set<string>();
async function listTold() {
  const notices = await world.store.read.notices.listOverdue(world.now, 1000);
  const fresh = notices.filter(({ id, content }) => !seen.has(id) && content.kind === 'security_change');
  for (const { id } of fresh) seen.add(id);
  const byChange = Map.groupBy(
    fresh.map(({ content }) => content as Change),
    ({ action, changes }) => `${action} ${changes}`,
  );
  return [...byChange.values()].map((told) => {
    const [{ action, by, target, changes } = {} as Change] = told;
    return { action, by, target, changes, to: told.map(({ ownerId }) => ownerId).sort() };
  });
}

it('N19: every confirmed owner learns what changed in the policy, from what to what, and by whom', async () => {
  const { services, organization } = world;
  await services.setPolicy(organization.id, { codeLifetimeMinutes: 30, securityChannelId: 'C1' });
  expect(await listTold()).toEqual([
    {
      action: 'organization.policy_changed',
      by: 'operator/cli',
      target: organization.id,
      changes: 'codeLifetimeMinutes: 60 -> 30\nsecurityChannelId: null -> "C1"',
      to: ownerIds,
    },
  ]);
  await services.setPolicy(organization.id, { codeLifetimeMinutes: 30 });
  expect(await listTold()).toEqual([]);
});

it('N19: and of every change of clients, links, workspaces and verified domains', async () => {
  const { services, organization, store, owner } = world;
  const { id } = organization;
  await store.transact(id, (tx) => tx.identities.insert(make.identity(owner)));
  await services.addClient(id, 'Portal', {});
  await services.rotateClientSecret(id, 'Portal');
  await services.changeClient(id, 'Portal', { requestsPerMinute: 5 });
  await services.removeClient(id, 'Portal', true);
  await services.unlinkUser(id, 'ada@acme.test');
  await services.connectWorkspaceByOperator(id, 'T777');
  await services.linkUser(id, {
    login: 'ada@acme.test',
    slackUserId: 'UADA',
    slackTenantId: 'T777',
    isConfirmed: true,
  });
  const { name } = (await services.listDomains(id))[0] ?? { name: '' };
  await store.transact(id, (tx) => tx.domains.setVerified(id, name, world.now));
  await services.unverifyDomain(id, name);
  const told = await listTold();
  expect(told.map(({ action }) => action)).toEqual(
    expect.arrayContaining([
      'client.created',
      'client.rotated',
      'client.changed',
      'client.removed',
      'identity.unlinked',
      'organization.workspace_linked',
      'identity.linked',
      'domain.unverified',
    ]),
  );
  for (const { to } of told) expect(to).toEqual(ownerIds);
});

it('N19: an import that makes an owner or unmakes one is told to all, the former owner too', async () => {
  const { services, organization } = world;
  const row = (line: number, email: string, name: string, role: string) => ({
    line,
    fields: { email, name, role, status: 'confirmed' },
  });
  await services.importDirectory(organization.id, [
    row(2, 'ben@acme.test', 'Ben', 'member'),
    row(3, 'amy@acme.test', 'Amy', 'owner'),
    row(4, 'new@acme.test', 'Newcomer', 'member'),
  ]);
  // Whoever becomes an owner is written before anyone stops being one.
  const [promoted, demoted] = await listTold();
  expect(promoted).toMatchObject({ action: 'directory.imported', by: 'operator/cli' });
  expect(promoted?.changes).toMatch(/\(amy@acme\.test\): .*admin -> owner/);
  expect(demoted?.changes).toBe('Ben (ben@acme.test): owner -> member');
  for (const told of [promoted, demoted]) expect(told?.to).toEqual(expect.arrayContaining(ownerIds));
  expect(`${promoted?.changes}${demoted?.changes}`).not.toContain('Newcomer');
  await services.importDirectory(organization.id, [row(2, 'new@acme.test', 'Newcomer', 'admin')]);
  expect(await listTold()).toEqual([]);
});
