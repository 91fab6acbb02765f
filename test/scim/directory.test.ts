import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RoleRule, Source } from '../../src/domain/directory/source.ts';
import type { UserId } from '../../src/domain/ids.ts';
import { defaultPolicy } from '../../src/domain/organization/policy.ts';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';
import { openScimWorld, type ScimClient, type ScimWorld, testStores } from './open-scim-world.ts';

const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

describe.each(testStores)('what SCIM does to the directory, on $name', (kind) => {
  let world: ScimWorld;
  let client: ScimClient;
  beforeAll(async () => {
    world = await openScimWorld(kind);
    client = await world.addClient('Entra ID');
  });
  afterAll(() => world.close());

  const findUser = (id: string) => world.store.read.directory.findUser(world.organizationId, id as UserId);
  const findLogin = (login: string) =>
    world.store.read.directory.findUserByLogin(world.organizationId, login);
  const patch = (path: string, ...Operations: object[]) =>
    client.send('PATCH', path, { schemas: [PATCH], Operations });
  const setActive = (id: string, active: boolean) =>
    patch(`/Users/${id}`, { op: 'replace', path: 'active', value: active });

  async function create(name: string, more: object = {}) {
    const made = await client.send('POST', '/Users', {
      userName: `${name}@upn.example`,
      externalId: `x-${name}`,
      displayName: `Person ${name}`,
      active: true,
      emails: [{ type: 'work', primary: true, value: `${name}@corp.example` }],
      ...more,
    });
    expect(made.status, made.text).toBe(201);
    return made.body as { id: string };
  }

  async function findSource(): Promise<Source> {
    const source = await world.store.read.sources.findByClient(world.organizationId, client.client.id);
    if (source === null) throw new Error('The client has no source');
    return source;
  }

  async function setRules(
    roleRules: readonly RoleRule[],
    allowedOwners: readonly string[] = [],
  ): Promise<void> {
    const source = await findSource();
    await world.store.transact(world.organizationId, (tx) =>
      tx.sources.update({ ...source, roleRules, allowedOwners }),
    );
  }

  it('a user comes in confirmed, with contacts and facts, and without any role', async () => {
    const { id } = await create('ada', {
      phoneNumbers: [
        { type: 'work', value: '1' },
        { type: 'mobile', value: 'tel:+41-44-668-18-00' },
      ],
      [ENTERPRISE]: { department: 'Engines', employeeNumber: '7', manager: { value: 'x-boss' } },
      roles: [{ value: 'owner', primary: true }],
    });
    expect(await findUser(id)).toMatchObject({
      displayName: 'Person ada',
      status: 'confirmed',
      role: 'member',
      email: 'ada@corp.example',
      alias: 'ada@upn.example',
      mobile: '+41446681800',
      department: 'Engines',
      employeeNumber: '7',
      manager: 'x-boss',
      sourceId: (await findSource()).id,
    });
  });

  it('N18: `active: false` suspends and ends the live code in the same transaction; `true` brings back, the code not', async () => {
    const { id } = await create('ben');
    const user = await findUser(id);
    if (user === null) throw new Error('not created');
    const code = createStoreFixtures('lost').code(user, { createdAt: T0, expiresAt: T0 + 3_600_000 });
    await world.store.transact(world.organizationId, (tx) => tx.codes.insert(code));
    await setActive(id, false);
    expect(await findUser(id)).toMatchObject({ status: 'suspended' });
    expect(await world.store.read.codes.find(world.organizationId, code.id)).toMatchObject({
      state: 'revoked',
    });
    await setActive(id, true);
    expect(await findUser(id)).toMatchObject({ status: 'confirmed' });
    expect(await world.store.read.codes.find(world.organizationId, code.id)).toMatchObject({
      state: 'revoked',
    });
  });

  it.each([
    ['too long', 'x'.repeat(401)],
    ['with a hidden character', 'ab\u200bc'],
  ])('an externalId that is %s is refused by name, and leaves nothing', async (_how, externalId) => {
    const refused = await client.send('POST', '/Users', { userName: 'bad@corp.example', externalId });
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({ scimType: 'invalidValue' });
    expect(refused.body.detail).toContain('externalId must be at most 400 characters');
    const page = { after: null, limit: 1000 };
    const { users } = await world.store.read.directory.listUsers(world.organizationId, page);
    expect(users.filter(({ email }) => email === 'bad@corp.example')).toEqual([]);
  });

  it.each([' Twins', 'TWINS\u00a0 '])(
    'a role rule can’t tell “Twins” from “%s”, so both can’t be groups',
    async (displayName) => {
      const [first, other] = [
        await world.addClient(`Twins of ${displayName.length}`),
        await world.addClient(`Others of ${displayName.length}`),
      ];
      expect((await first.send('POST', '/Groups', { displayName: 'Twins' })).status).toBe(201);
      const second = await first.send('POST', '/Groups', { displayName });
      expect(second.body).toMatchObject({ status: '409', scimType: 'uniqueness' });
      // Another client's groups are its own; and a name may change to the same but for spaces.
      const made = await other.send('POST', '/Groups', { displayName });
      expect(made.status).toBe(201);
      const renamed = await other.send('PUT', `/Groups/${made.body.id}`, { displayName: 'Twins' });
      expect(renamed.body).toMatchObject({ displayName: 'Twins' });
    },
  );

  it('DELETE deactivates; the same person created again is the same user', async () => {
    const { id } = await create('cyd');
    expect((await client.send('DELETE', `/Users/${id}`)).status).toBe(204);
    expect(await findUser(id)).toMatchObject({ status: 'deactivated' });
    const again = await create('cyd');
    expect(again.id).toBe(id);
    expect(await findUser(id)).toMatchObject({ status: 'confirmed' });
  });

  it('created again under another external id: the same user if they are a member, and a conflict if they have a role', async () => {
    const { id } = await create('dan');
    await client.send('DELETE', `/Users/${id}`);
    expect((await create('dan', { externalId: 'x-dan-2' })).id).toBe(id);
    await client.send('DELETE', `/Users/${id}`);
    const user = await findUser(id);
    if (user === null) throw new Error('gone');
    await world.store.transact(world.organizationId, (tx) => tx.directory.update({ ...user, role: 'admin' }));
    const refused = await client.send('POST', '/Users', {
      userName: 'dan@corp.example',
      externalId: 'x-dan-3',
    });
    expect(refused.body).toMatchObject({ status: '409', scimType: 'uniqueness' });
    expect(await findUser(id)).toMatchObject({ status: 'deactivated' });
  });

  it('a user of the operator’s list is never taken over: 409, and a conflict that is kept', async () => {
    const fixtures = createStoreFixtures('csv');
    const eve = fixtures.user(world.organizationId, { email: 'eve@corp.example', role: 'admin' });
    await world.store.transact(world.organizationId, (tx) => tx.directory.insert(eve));
    const body = { userName: 'eve@corp.example', externalId: 'x-eve', active: false };
    for (let times = 0; times < 2; times += 1)
      expect((await client.send('POST', '/Users', body)).body).toMatchObject({
        status: '409',
        scimType: 'uniqueness',
      });
    expect(await findLogin('eve@corp.example')).toEqual(eve);
    const conflicts = await world.store.read.conflicts.listByExternalIds(
      world.organizationId,
      (await findSource()).id,
      ['x-eve'],
    );
    expect(conflicts).toMatchObject([{ kind: 'login_of_another_source', otherUserId: eve.id }]);
    expect((await client.send('GET', '/Users?filter=externalId+eq+"x-eve"')).body.totalResults).toBe(0);
  });

  it('an address of another user stays theirs, and the rest of the PATCH counts', async () => {
    const { id } = await create('fay');
    await create('gus');
    const answer = await patch(
      `/Users/${id}`,
      { op: 'replace', path: 'emails[type eq "work"].value', value: 'gus@corp.example' },
      { op: 'replace', path: 'active', value: false },
    );
    expect(answer.status).toBe(200);
    expect(await findUser(id)).toMatchObject({ email: 'fay@corp.example', status: 'suspended' });
    const conflicts = await world.store.read.conflicts.listByExternalIds(
      world.organizationId,
      (await findSource()).id,
      ['x-fay'],
    );
    expect(conflicts).toContainEqual(
      expect.objectContaining({ kind: 'login_of_another_person', field: 'email' }),
    );
  });

  it('an external id that two users share, or that moves on, makes nobody another person', async () => {
    const { id: first } = await create('hal', { externalId: 'shared' });
    const { id: second } = await create('ida', { externalId: 'shared' });
    expect(second).not.toBe(first);
    await patch(`/Users/${first}`, { op: 'replace', path: 'externalId', value: 'moved' });
    const { id: third } = await create('joe', { externalId: 'shared' });
    expect(new Set([first, second, third]).size).toBe(3);
    await patch(`/Users/${third}`, { op: 'replace', path: 'displayName', value: 'Joe' });
    expect(await findUser(first)).toMatchObject({ email: 'hal@corp.example', displayName: 'Person hal' });
    expect(await findUser(second)).toMatchObject({ email: 'ida@corp.example' });
    expect(await findUser(third)).toMatchObject({ email: 'joe@corp.example', displayName: 'Joe' });
  });

  it('a rule gives the role of a group: with the membership it comes, and with membership, name or group it goes', async () => {
    await setRules([{ when: { kind: 'group', group: 'Help desk' }, role: 'helpdesk' }]);
    const { id } = await create('kim');
    const { body: group } = await client.send('POST', '/Groups', {
      displayName: 'help DESK',
      members: [{ value: id }],
    });
    const role = async () => (await findUser(id))?.role;
    expect(await role()).toBe('helpdesk');
    await patch(`/Groups/${group.id}`, { op: 'Remove', path: 'members', value: [{ value: id }] });
    expect(await role()).toBe('member');
    await patch(`/Groups/${group.id}`, { op: 'add', path: 'members', value: [{ value: id }] });
    expect(await role()).toBe('helpdesk');
    await patch(`/Groups/${group.id}`, { op: 'replace', value: { displayName: 'Others' } });
    expect(await role()).toBe('member');
    await patch(`/Groups/${group.id}`, { op: 'replace', value: { displayName: 'Help desk' } });
    expect(await role()).toBe('helpdesk');
    expect((await client.send('DELETE', `/Groups/${group.id}`)).status).toBe(204);
    expect(await role()).toBe('member');
    await setRules([]);
  });

  it('a role that a group gave does not come back with a person who was deleted', async () => {
    await setRules([{ when: { kind: 'group', group: 'Admins' }, role: 'admin' }]);
    const { id } = await create('lou');
    const { body: group } = await client.send('POST', '/Groups', {
      displayName: 'Admins',
      members: [{ value: id }],
    });
    expect(await findUser(id)).toMatchObject({ role: 'admin' });
    await client.send('DELETE', `/Users/${id}`);
    expect((await client.send('GET', `/Groups/${group.id}`)).body.members).toEqual([]);
    await create('lou');
    expect(await findUser(id)).toMatchObject({ role: 'member', status: 'confirmed' });
    await setRules([]);
  });

  it('no rule makes an owner whom the owner did not name, and the last owner stays', async () => {
    await setRules([{ when: { kind: 'attribute', attribute: 'title', value: 'Chief' }, role: 'owner' }]);
    const { id } = await create('max', { title: 'Chief' });
    expect(await findUser(id)).toMatchObject({ role: 'member' });
    await setRules(
      [{ when: { kind: 'attribute', attribute: 'title', value: 'Chief' }, role: 'owner' }],
      ['max@corp.example'],
    );
    await patch(`/Users/${id}`, { op: 'replace', path: 'nickName', value: 'M' });
    expect(await findUser(id)).toMatchObject({ role: 'owner' });
    const owners = await world.store.read.directory.listConfirmedByRole(world.organizationId, ['owner'], 10);
    const others = owners.filter((owner) => owner.id !== id);
    await world.store.transact(world.organizationId, async (tx) => {
      for (const owner of others) await tx.directory.update({ ...owner, role: 'member' });
    });
    await setActive(id, false);
    expect(await findUser(id)).toMatchObject({ role: 'owner', status: 'confirmed' });
    expect((await client.send('DELETE', `/Users/${id}`)).status).toBe(204);
    expect(await findUser(id)).toMatchObject({ role: 'owner', status: 'confirmed' });
    await setRules([]);
  });

  it('a group that the policy names: its removal, or that of its last member, is told to the owners', async () => {
    const { id } = await create('boardmember');
    const make = async (displayName: string) =>
      (await client.send('POST', '/Groups', { displayName, members: [{ value: id }] })).body.id;
    const [board, others] = [await make('Board'), await make('Others')];
    const { id: organizationId } = { id: world.organizationId };
    const policy = { ...defaultPolicy, executiveGroups: [board] };
    await world.store.transact(organizationId, (tx) => tx.organizations.setPolicy(organizationId, policy));
    const empty = (group: string) =>
      client.send('PATCH', `/Groups/${group}`, {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'remove', path: 'members' }],
      });
    await empty(others);
    await client.send('DELETE', `/Groups/${others}`);
    await empty(board);
    await client.send('DELETE', `/Groups/${board}`);
    const events = await world.store.read.audit.list(organizationId, { after: 0, limit: 1_000 });
    const lost = events.filter(({ action }) => action === 'organization.group_lost');
    expect(lost).toMatchObject([
      { target: 'Board', actor: { id: client.client.id }, details: { isRemoved: false } },
      { target: 'Board', details: { isRemoved: true, settings: 'executiveGroups' } },
    ]);
    await world.store.transact(organizationId, (tx) =>
      tx.organizations.setPolicy(organizationId, defaultPolicy),
    );
  });

  it('every change is in the history, by the client and from its address', async () => {
    const { id } = await create('noa');
    await setActive(id, false);
    const { body: group } = await client.send('POST', '/Groups', {
      displayName: 'History',
      members: [{ value: id }],
    });
    const events = await world.store.read.audit.list(world.organizationId, { after: 0, limit: 1_000 });
    const by = { kind: 'client', id: client.client.id };
    const ofUser = events.filter(({ target }) => target === id);
    expect(ofUser).toMatchObject([
      { action: 'directory.user_changed', actor: by, details: { isNew: true } },
      {
        action: 'directory.user_changed',
        actor: by,
        details: { statusBefore: 'confirmed', statusAfter: 'suspended' },
      },
    ]);
    expect(ofUser[0]?.source).toMatch(/^http:/);
    expect(events.find(({ target }) => target === group.id)).toMatchObject({
      action: 'directory.group_changed',
      actor: by,
      details: { name: 'History', isNew: true, added: 1 },
    });
  });
});
