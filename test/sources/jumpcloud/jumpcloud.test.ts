import { afterEach, describe, expect, it } from 'vitest';
import {
  type FakeSystemUser,
  type JumpCloudFake,
  type JumpCloudFakeOptions,
  startJumpCloudFake,
} from '../../../src/sandbox/vendors/jumpcloud.ts';
import { createJumpCloudConnector } from '../../../src/sources/jumpcloud/jumpcloud.ts';
import { describeByVendor } from '../../support/vendor-openapi.ts';
import { accessOf, problemOf, readWhole } from '../read-source.ts';
import { never, testWorld } from '../source-worlds.ts';

let fake: JumpCloudFake | undefined;
afterEach(async () => {
  await fake?.stop();
  fake = undefined;
});

const idOf = (index: number): string => index.toString(16).padStart(24, '0');
function crowd(size: number): FakeSystemUser[] {
  return Array.from({ length: size }, (_, index) => ({
    _id: idOf(index + 1),
    username: `p${index + 1}`,
    email: `p${index + 1}@corp.example`,
    state: 'ACTIVATED',
    activated: true,
    suspended: false,
    password_date: null,
  }));
}

async function start(
  options: JumpCloudFakeOptions = {},
  settings: Record<string, string> = {},
  secret = 'jca_fake',
) {
  const { world, waits, pass } = testWorld();
  fake = await startJumpCloudFake({ now: () => world.clock.now(), ...options });
  const connector = createJumpCloudConnector(world);
  const connection = connector.open(accessOf(secret, { url: fake.origin, ...settings }));
  return { fake, connection, world, waits, pass };
}

describe('everybody', () => {
  it.each([0, 1, 99, 100, 101, 199, 298])('%i people are read once each, in order', async (size) => {
    const { connection } = await start({ people: crowd(size) });
    const { people, cursor } = await readWhole(connection.readAll(never));
    expect(people.map(({ externalId }) => externalId)).toEqual(crowd(size).map(({ _id }) => _id));
    expect(cursor).toBe('2026-03-01T11:45:00.000Z');
    expect(await connection.test(never)).toEqual({ people: size });
  });

  it('a person is told with what is known of them, and nothing more is asked for', async () => {
    const ada = {
      email: 'ada@corp.example',
      firstname: 'Ada',
      lastname: 'Byron',
      department: 'Engineering',
      manager: idOf(7),
      employeeIdentifier: 'E-1',
      jobTitle: 'Analyst',
      location: '',
      phoneNumbers: [
        { id: '1', type: 'home', number: '+15550101' },
        { id: '2', type: 'Mobile', number: '+15550100' },
      ],
      attributes: [{ name: 'helpdesk', value: 'yes' }],
      mfa: { configured: true },
    };
    const { fake, connection } = await start();
    const { _id } = fake.add(ada);
    expect((await readWhole(connection.readAll(never))).people).toEqual([
      {
        externalId: _id,
        displayName: 'Ada Byron',
        email: 'ada@corp.example',
        mobile: '+15550100',
        alias: null,
        status: 'confirmed',
        manager: idOf(7),
        department: 'Engineering',
        employeeNumber: 'E-1',
        groups: null,
        attributes: { title: 'Analyst', 'custom.helpdesk': 'yes' },
        hasTwoPrimaries: false,
      },
    ]);
    const { answer } = fake.exchanges[0] ?? {};
    expect(JSON.stringify(answer)).not.toContain('mfa');
  });

  it.each([1, 50, 150])(
    'everybody who stays is read, though %i accounts before them are deleted meanwhile',
    async (gone) => {
      const { fake, connection } = await start({ people: crowd(400) });
      const read = new Set<string>();
      let pages = 0;
      for await (const { people } of connection.readAll(never)) {
        for (const { externalId } of people) read.add(externalId);
        pages += 1;
        if (pages === 2) for (let index = 1; index <= gone; index += 1) fake.remove(idOf(index));
      }
      const missed = fake.people().filter(({ _id }) => !read.has(_id));
      expect(missed).toEqual([]);
    },
  );

  it('a page that comes again hides no one', async () => {
    const { fake, connection } = await start({ people: crowd(250) });
    fake.strike({ kind: 'repeat', after: 1, times: 2 });
    const { people } = await readWhole(connection.readAll(never));
    expect(new Set(people.map(({ externalId }) => externalId)).size).toBe(250);
  });

  it('a page that comes again and again ends the reading', async () => {
    const { fake, connection } = await start({ people: crowd(250) });
    fake.strike({ kind: 'repeat', after: 1, times: 999 });
    expect(await problemOf(readWhole(connection.readAll(never)))).toBe('unexpected_answer');
  });

  it.each([
    ['cut', {}, 'unreachable'],
    ['error', {}, 'unreachable'],
    ['throttle', {}, 'throttled'],
    ['html', {}, 'unexpected_answer'],
    ['error', { status: 401 }, 'credential_refused'],
    ['error', { status: 403 }, 'not_permitted'],
    ['error', { status: 404 }, 'unknown_account'],
  ] as const)('half a list is an error: %s %o on the second page', async (kind, more, problem) => {
    const { fake, connection } = await start({ people: crowd(250) });
    fake.strike({ kind, after: 1, times: 999, ...more });
    expect(await problemOf(readWhole(connection.readAll(never)))).toBe(problem);
  });
});

describe('status', () => {
  it.each([
    ['STAGED', false, false, 'invited'],
    ['STAGED', true, false, 'invited'],
    ['ACTIVATED', true, false, 'confirmed'],
    ['ACTIVATED', false, false, 'invited'],
    ['ACTIVATED', true, true, 'suspended'],
    ['ACTIVATED', undefined, undefined, 'confirmed'],
    ['SUSPENDED', true, false, 'suspended'],
    ['SUSPENDED', false, true, 'suspended'],
    [undefined, true, false, 'confirmed'],
    [undefined, false, false, 'invited'],
    [undefined, true, true, 'suspended'],
    ['ARCHIVED', true, false, 'suspended'],
  ] as const)('state %s, activated %s, suspended %s: %s', async (state, activated, suspended, status) => {
    const person = { email: 'ada@corp.example', state, activated, suspended, account_locked: true };
    const { fake, connection } = await start();
    fake.add(person as unknown as { email: string });
    expect((await readWhole(connection.readAll(never))).people[0]?.status).toBe(status);
  });
});

describe('changes', () => {
  it('tell who came, changed, was suspended and left since the last reading', async () => {
    const { fake, connection, pass } = await start({ people: crowd(120) });
    const { cursor } = await readWhole(connection.readAll(never));
    pass(60_000);
    const added = fake.add({ email: 'new@corp.example' });
    fake.change(idOf(3), { department: 'Sales' });
    fake.suspend(idOf(4));
    fake.remove(idOf(5));
    const asked = fake.exchanges.length;
    const changes = await readWhole(await connection.readChanges(cursor ?? '', never));
    expect(changes.people.map(({ externalId, status }) => [externalId, status])).toEqual([
      [added._id, 'confirmed'],
      [idOf(3), 'confirmed'],
      [idOf(4), 'suspended'],
    ]);
    expect(changes.gone).toEqual([idOf(5)]);
    expect(changes.cursor).toBe('2026-03-01T11:46:00.000Z');
    expect(fake.exchanges.length - asked).toBe(5);
  });

  it('of one account many times are one change; pages of events are followed to the end', async () => {
    const { fake, connection } = await start({ people: crowd(2) });
    for (let index = 0; index < 1000; index += 1) fake.change(idOf(1), { department: `${index}` });
    fake.change(idOf(2), { department: 'Sales' });
    const { people } = await readWhole(await connection.readChanges('2026-03-01T11:00:00Z', never));
    expect(people.map(({ externalId }) => externalId)).toEqual([idOf(1), idOf(2)]);
    const [first, second] = fake.exchanges.filter(({ path }) => path.startsWith('/insights'));
    expect(first?.body).not.toHaveProperty('search_after');
    expect(second?.body).toHaveProperty('search_after');
  });

  it.each([
    ['the key may not read events', { hasInsights: false }, '2026-03-01T11:00:00Z', 0],
    ['the cursor is older than the events', {}, '2025-11-01T00:00:00Z', 0],
    ['the cursor is none', {}, 'yesterday', 0],
    ['there are many', {}, '2026-03-01T11:00:00Z', 301],
  ])('are left to a full reading if %s', async (_title, options, cursor, changed) => {
    const { fake, connection } = await start({ people: crowd(400), ...options });
    for (let index = 1; index <= changed; index += 1) fake.change(idOf(index), { department: 'Sales' });
    expect(await connection.readChanges(cursor, never)).toBeNull();
  });

  it('a cursor of events that does not move ends the reading', async () => {
    const { fake, connection } = await start({ people: crowd(1) });
    for (let index = 0; index < 1000; index += 1) fake.change(idOf(1), { department: `${index}` });
    fake.strike({ kind: 'repeat', path: '/insights', after: 1, times: 9 });
    // The repeated answer has no headers, so it can't be followed.
    expect(await problemOf(connection.readChanges('2026-03-01T11:00:00Z', never))).toBe('unexpected_answer');
  });
});

describe('credentials', () => {
  const orgId = 'a'.repeat(24);
  const serviceAccount = { clientId: 'client', clientSecret: 's3cret' };
  it.each<[string, JumpCloudFakeOptions, Record<string, string>, string, string]>([
    ['a wrong key', {}, {}, 'wrong', 'credential_refused'],
    ['a key with a line end', {}, {}, 'jca_fake\n', 'none'],
    ['several organizations, none named', { orgId }, {}, 'jca_fake', 'credential_refused'],
    [
      'several organizations, another named',
      { orgId },
      { orgId: 'b'.repeat(24) },
      'jca_fake',
      'unknown_account',
    ],
    ['several organizations, the right one', { orgId }, { orgId }, 'jca_fake', 'none'],
    ['a service account', { serviceAccount }, { clientId: 'client' }, 's3cret', 'none'],
    [
      "a service account's wrong secret",
      { serviceAccount },
      { clientId: 'client' },
      'x',
      'credential_refused',
    ],
  ])('%s', async (_title, options, settings, secret, problem) => {
    const { connection } = await start(options, settings, secret);
    expect(await problemOf(connection.test(never))).toBe(problem);
  });

  it('a service account logs in again when its token has ended', async () => {
    const { fake, connection, pass } = await start({ serviceAccount }, { clientId: 'client' }, 's3cret');
    const logins = () => fake.exchanges.filter(({ path }) => path === '/oauth2/token').length;
    await connection.test(never);
    await connection.test(never);
    expect(logins()).toBe(1);
    pass(3_600_000);
    await connection.test(never);
    expect(logins()).toBe(2);
  });
});

it('settings', () => {
  const { world } = testWorld({ allowLoopback: false });
  const check = (settings: Record<string, string>) => createJumpCloudConnector(world).checkSettings(settings);
  expect(check({})).toEqual([]);
  expect(check({ region: 'eu', orgId: '0'.repeat(24), clientId: 'a-b' })).toEqual([]);
  expect(check({ region: 'moon', orgId: '1', clientId: 'a b', url: 'http://127.0.0.1', key: 'x' })).toEqual([
    { name: 'key', problem: 'unknown' },
    { name: 'region', problem: 'not_a_choice' },
    { name: 'orgId', problem: 'malformed' },
    { name: 'clientId', problem: 'malformed' },
    { name: 'url', problem: 'unknown' },
  ]);
});

describeByVendor('jumpcloud-v1.json', (description) => {
  it('every request, and every answer of the fake, is as JumpCloud describes it', async () => {
    const { fake, connection } = await start({ people: crowd(150) });
    fake.add({ email: 'ada@corp.example', phoneNumbers: [{ id: '1', type: 'mobile', number: '+15550100' }] });
    await connection.test(never);
    await readWhole(connection.readAll(never));
    await readWhole(await connection.readChanges('2026-03-01T11:00:00Z', never));
    const described = fake.exchanges.filter(({ path }) => path.startsWith('/api/'));
    expect(described.length).toBeGreaterThan(3);
    expect(described.flatMap((exchange) => description.check(exchange))).toEqual([]);
  });
});
