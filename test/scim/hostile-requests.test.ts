import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserId } from '../../src/domain/ids.ts';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';
import { openScimWorld, type ScimClient, type ScimWorld, testStores } from './open-scim-world.ts';

const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

describe.each(testStores)('a SCIM client that attacks, on $name', (kind) => {
  let world: ScimWorld;
  let client: ScimClient;
  beforeAll(async () => {
    world = await openScimWorld(kind);
    client = await world.addClient('Stolen');
  });
  afterAll(() => world.close());

  const patch = (path: string, ...Operations: object[]) =>
    client.send('PATCH', path, { schemas: [PATCH], Operations });

  async function create(name: string, more: object = {}): Promise<string> {
    const made = await client.send('POST', '/Users', { userName: `${name}@corp.example`, ...more });
    expect(made.status, made.text).toBe(201);
    return made.body.id;
  }

  it('lets no list grow, operation after operation, until comparing its values takes minutes', async () => {
    const id = await create('ada');
    const values = (of: number) => Array.from({ length: 200 }, (_, at) => ({ value: `${of}.${at}` }));
    const add = (of: number) => ({ op: 'add', path: 'phoneNumbers', value: values(of) });
    expect((await patch(`/Users/${id}`, add(1), add(1))).body.phoneNumbers).toHaveLength(200);
    for (const operations of [
      [add(2)],
      [{ op: 'add', value: { phoneNumbers: values(2), PHONENUMBERS: values(3) } }],
    ])
      expect((await patch(`/Users/${id}`, ...operations)).body).toMatchObject({
        status: '400',
        scimType: 'invalidValue',
      });
    const again = { type: 'home', value: '1' };
    await patch(`/Users/${id}`, { op: 'replace', path: 'phoneNumbers', value: [again] });
    const same = await patch(`/Users/${id}`, {
      op: 'add',
      path: 'phoneNumbers',
      value: [{ value: '1', type: 'home' }],
    });
    expect(same.body.phoneNumbers).toEqual([again]);
  });

  it.each([
    ['an attribute that is an object', '/Users/.search', { attributes: [{ toString: 1 }] }],
    ['a filter that is an object', '/Users/.search', { filter: { toString: 1, valueOf: 1 } }],
    ['a count that is an object', '/Users/.search', { count: { toString: 1 } }],
    ['too many attributes', '/Users/.search', { attributes: Array.from({ length: 201 }, () => 'id') }],
    ['half a letter', '/Groups', { displayName: 'g\ud800' }],
    ['a hidden letter', '/Groups', { displayName: 'Admins\ufeff' }],
    ['a control character', '/Groups', { displayName: 'g\u0000' }],
    ['a long name', '/Groups', { displayName: 'x'.repeat(257) }],
  ])('%s is refused, and no failure of ours: POST %s', async (_what, path, body) => {
    const answer = await client.send('POST', path, body);
    expect(answer.body).toMatchObject({ status: '400', scimType: 'invalidValue' });
  });

  it('a group whose operation is an object is no failure of ours', async () => {
    const id = await create('bob');
    const { body: group } = await client.send('POST', '/Groups', { displayName: '@Everyone', members: [id] });
    const members = [{ value: id, operation: { toString: 1 } }];
    expect((await client.send('PATCH', `/Groups/${group.id}`, { members })).status).toBe(200);
  });

  it.each(['__proto__', 'constructor', 'hasOwnProperty', '__proto__.polluted'])(
    '%s is no attribute, wherever it stands',
    async (name) => {
      const id = await create(`p${name.length}`);
      const own = `{"${name}":{"polluted":1},"name":{"${name}":{"polluted":1}}}`;
      expect((await patch(`/Users/${id}`, { op: 'add', path: name, value: 'x' })).status).toBe(400);
      expect((await client.send('GET', `/Users?sortBy=${name}`)).status).toBe(400);
      expect((await client.send('GET', `/Users?filter=${name}+pr`)).status).toBe(400);
      const body = `{"schemas":["${PATCH}"],"Operations":[{"op":"add","value":${own}}]}`;
      const answer = await client.send('PATCH', `/Users/${id}`, body);
      expect(answer.status).toBe(200);
      expect(answer.text).not.toContain('polluted');
      expect({}).not.toHaveProperty('polluted');
    },
  );

  it('N18: a live code ends when its user is given a login that was another person’s', async () => {
    const victim = await create('vic', { phoneNumbers: [{ type: 'mobile', value: '+41446681801' }] });
    const accomplice = await create('eve');
    const user = await world.store.read.directory.findUser(world.organizationId, accomplice as UserId);
    if (user === null) throw new Error('not created');
    const code = createStoreFixtures('swap').code(user, { createdAt: T0, expiresAt: T0 + 3_600_000 });
    await world.store.transact(world.organizationId, (tx) => tx.codes.insert(code));
    const state = async () => (await world.store.read.codes.find(world.organizationId, code.id))?.state;
    await patch(`/Users/${accomplice}`, { op: 'replace', path: 'title', value: 'Clerk' });
    expect(await state()).not.toBe('revoked');
    await patch(`/Users/${victim}`, { op: 'remove', path: 'phoneNumbers' });
    await patch(`/Users/${accomplice}`, {
      op: 'add',
      path: 'phoneNumbers',
      value: [{ type: 'mobile', value: '+41446681801' }],
    });
    expect(
      await world.store.read.directory.findUserByLogin(world.organizationId, '+41446681801'),
    ).toMatchObject({ id: accomplice });
    expect(await state()).toBe('revoked');
  });

  it('reaches no user or group of another client or organization, by whatever door', async () => {
    const id = await create('own');
    const { body: group } = await client.send('POST', '/Groups', { displayName: 'Own', members: [id] });
    const others = [
      await world.addClient('Other client'),
      await world.addClient('Other organization', {}, await world.addOrganization()),
    ];
    const before = await world.store.read.directory.findUser(world.organizationId, id as UserId);
    for (const other of others) {
      const change = { schemas: [PATCH], Operations: [{ op: 'replace', path: 'externalId', value: 'x' }] };
      for (const path of [`/Users/${id}`, `/Groups/${group.id}`]) {
        expect((await other.send('GET', path)).status).toBe(404);
        expect((await other.send('PATCH', path, change)).status).toBe(404);
        expect((await other.send('PUT', path, { userName: 'x@y.example', displayName: 'x' })).status).toBe(
          404,
        );
        expect((await other.send('DELETE', path)).status).toBe(404);
      }
      const joined = await other.send('POST', '/Groups', { displayName: 'Mine', members: [id] });
      expect(joined.body).toMatchObject({ status: '400', scimType: 'invalidValue' });
      for (const filter of [
        `id eq "${id}"`,
        'userName eq "own@corp.example"',
        'emails pr',
        'userName sw ""',
      ]) {
        const found = await other.send('GET', `/Users?filter=${encodeURIComponent(filter)}`);
        expect(found.body.totalResults, filter).toBe(0);
      }
      const byMember = await other.send(
        'GET',
        `/Groups?filter=${encodeURIComponent(`members.value eq "${id}"`)}`,
      );
      expect(byMember.body.totalResults).toBe(0);
      const cursor = Buffer.from('id:a').toString('base64url');
      expect((await other.send('GET', `/Users?cursor=${cursor}`)).body.Resources).toEqual([]);
    }
    expect(await world.store.read.directory.findUser(world.organizationId, id as UserId)).toEqual(before);
  });

  it('of many requests at once to create one userName, one makes a user; a DELETE and PATCHes at once leave no half', async () => {
    const body = { userName: 'race@corp.example', externalId: 'race' };
    const made = await Promise.all(Array.from({ length: 6 }, () => client.send('POST', '/Users', body)));
    const statuses = made.map(({ status }) => status).sort();
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.every((status) => [201, 409, 503].includes(status))).toBe(true);
    const id = made.find(({ status }) => status === 201)?.body.id;
    const title = (value: string) => patch(`/Users/${id}`, { op: 'replace', path: 'title', value });
    const [, removed] = await Promise.all([title('a'), client.send('DELETE', `/Users/${id}`), title('b')]);
    expect(removed?.status).toBe(204);
    expect((await client.send('GET', `/Users/${id}`)).status).toBe(404);
    expect(await world.store.read.directory.findUser(world.organizationId, id as UserId)).toMatchObject({
      status: 'deactivated',
    });
  });

  it('with If-Match, one of two changes at once of the same version wins', async () => {
    const id = await create('match');
    const answers = await Promise.all(
      ['a', 'b'].map((value) =>
        client.send(
          'PATCH',
          `/Users/${id}`,
          { schemas: [PATCH], Operations: [{ op: 'replace', path: 'title', value }] },
          { 'if-match': 'W/"1"' },
        ),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });
});
