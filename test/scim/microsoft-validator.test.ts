import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openScimWorld, type ScimClient, type ScimWorld, testStores } from './open-scim-world.ts';

/*
 * The requests of Microsoft's SCIM Validator, in its order and its way of writing: `+` for spaces, raw quotes, %40. Encoded again from its
 * recorded output; every step in both dialects of Entra ID.
 */
const CORE = 'urn:ietf:params:scim:schemas:core:2.0';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const json = { 'content-type': 'application/scim+json; charset=utf-8' };

interface Dialect {
  readonly name: string;
  readonly op: (name: 'add' | 'replace' | 'remove') => string;
  readonly truth: (value: boolean) => boolean | string;
}
const dialects: readonly Dialect[] = [
  { name: 'aadOptscim062020', op: (name) => name, truth: (value) => value },
  {
    name: 'by default',
    op: (name) => name[0]?.toUpperCase() + name.slice(1),
    truth: (value) => (value ? 'True' : 'False'),
  },
];

const cases = testStores.flatMap((kind) =>
  dialects.map((dialect) => ({ kind, dialect, title: `${dialect.name}, ${kind.name}` })),
);

describe.each(cases)('Microsoft SCIM Validator $title', ({ kind, dialect: { op, truth } }) => {
  let world: ScimWorld;
  let entra: ScimClient;
  beforeAll(async () => {
    world = await openScimWorld(kind);
    entra = await world.addClient('Entra ID');
  });
  afterAll(() => world.close());

  const filterOf = (login: string) => `/Users?filter=userName+eq+"${login.replace('@', '%40')}"`;
  const patch = (path: string, ...operations: object[]) =>
    entra.send('PATCH', path, { schemas: [PATCH], Operations: operations }, json);

  let numbers = 100;

  function wholeUser(login: string) {
    numbers += 1;
    return {
      schemas: [`${CORE}:User`, ENTERPRISE],
      userName: login,
      active: true,
      displayName: 'Rosa Quine',
      title: 'Q1',
      emails: [{ type: 'work', value: login, primary: true }],
      preferredLanguage: 'it',
      name: {
        givenName: 'Rosa',
        familyName: 'Quine',
        formatted: 'Rosa Quine',
        middleName: 'M',
        honorificPrefix: 'Dr.',
        honorificSuffix: 'II',
      },
      addresses: [
        {
          type: 'work',
          formatted: '1 Way',
          streetAddress: '1 Way',
          locality: 'L',
          region: 'R',
          postalCode: '0',
          country: 'XX',
        },
      ],
      phoneNumbers: [
        { type: 'work', value: '11-111' },
        { type: 'mobile', value: `+41446681${numbers}` },
        { type: 'fax', value: '33-333' },
      ],
      nickName: 'Q',
      userType: 'U',
      locale: 'xx',
      timezone: 'Africa/Nairobi',
      profileUrl: 'QURL',
      roles: [{ primary: 'True', display: 'D', value: 'V', type: 'T' }],
      externalId: `ext-${login}`,
      [ENTERPRISE]: {
        employeeNumber: 'E1',
        department: 'D',
        costCenter: 'C',
        organization: 'O',
        division: 'V',
        manager: { value: 'random text' },
      },
    };
  }

  it('reads the schemas, and a connection test finds nobody', async () => {
    const schemas = await entra.send('GET', '/Schemas');
    expect(schemas.status).toBe(200);
    expect(schemas.text).not.toContain('null');
    expect(schemas.body.Resources.map(({ id }: { id: string }) => id)).toEqual([
      `${CORE}:User`,
      ENTERPRISE,
      `${CORE}:Group`,
    ]);
    const none = await entra.send('GET', filterOf('3f7e@corp.example'));
    expect(none.body).toMatchObject({ totalResults: 0, itemsPerPage: 0, Resources: [] });
  });

  it('creates a user with every attribute, finds them in any case, and not twice', async () => {
    const body = wholeUser('rosa@corp.example');
    const made = await entra.send('POST', '/Users', body, json);
    expect(made.status, made.text).toBe(201);
    expect(made.headers.location).toBe(made.body.meta.location);
    const { roles, schemas: _schemas, ...rest } = body;
    expect(made.body).toMatchObject({ ...rest, roles: [{ ...roles[0], primary: true }] });
    const found = await entra.send('GET', filterOf('ROSA@corp.example'));
    expect(found.body).toMatchObject({ totalResults: 1, Resources: [{ id: made.body.id }] });
    const again = await entra.send('POST', '/Users', body, json);
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({ status: '409', scimType: 'uniqueness' });
  });

  const changes: readonly (readonly [path: string, value: unknown])[] = [
    ['active', true],
    ['displayName', 'N'],
    ['title', 'T'],
    ['preferredLanguage', 'de'],
    ['name.givenName', 'G'],
    ['name.familyName', 'F'],
    ['name.formatted', 'G F'],
    ['name.honorificPrefix', 'P'],
    ['name.honorificSuffix', 'S'],
    ['addresses[type eq "work"].formatted', 'A'],
    ['addresses[type eq "work"].streetAddress', 'A'],
    ['addresses[type eq "work"].locality', 'A'],
    ['addresses[type eq "work"].region', 'A'],
    ['addresses[type eq "work"].postalCode', 'A'],
    ['addresses[type eq "work"].country', 'A'],
    ['phoneNumbers[type eq "work"].value', '55-555'],
    ['phoneNumbers[type eq "mobile"].value', '+41446681999'],
    ['phoneNumbers[type eq "fax"].value', '77-777'],
    ['externalId', 'e'],
    ['nickName', 'N'],
    ['userType', 'U'],
    ['locale', 'L'],
    ['timezone', 'Europe/Zurich'],
    ['profileUrl', 'P'],
    ['roles[primary eq "True"].display', 'D'],
    ['roles[primary eq "True"].value', 'V'],
    ['roles[primary eq "True"].type', 'T'],
    [`${ENTERPRISE}:employeeNumber`, 'E'],
    [`${ENTERPRISE}:department`, 'E'],
    [`${ENTERPRISE}:costCenter`, 'E'],
    [`${ENTERPRISE}:organization`, 'E'],
    [`${ENTERPRISE}:division`, 'E'],
  ];

  it.each(['replace', 'add'] as const)('PATCH: %s of every attribute, each read back', async (name) => {
    const login = `${name}@corp.example`;
    const body = name === 'add' ? { schemas: [`${CORE}:User`], userName: login } : wholeUser(login);
    const { body: user } = await entra.send('POST', '/Users', body, json);
    const operations = changes.map(([path, value]) => ({
      op: op(name),
      path,
      value: typeof value === 'boolean' ? truth(value) : value,
    }));
    const work = [
      { op: op(name), path: 'emails[type eq "work"].value', value: `new.${login}` },
      { op: op(name), path: 'emails[type eq "work"].primary', value: truth(true) },
    ];
    const answer = await patch(`/Users/${user.id}`, ...work, ...operations);
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body.emails).toEqual([{ type: 'work', value: `new.${login}`, primary: true }]);
    expect(answer.body.phoneNumbers.map(({ value }: { value: string }) => value)).toEqual([
      '55-555',
      '+41446681999',
      '77-777',
    ]);
    expect(answer.body.addresses).toEqual([
      {
        type: 'work',
        formatted: 'A',
        streetAddress: 'A',
        locality: 'A',
        region: 'A',
        postalCode: 'A',
        country: 'A',
      },
    ]);
    expect(answer.body.roles).toEqual([{ primary: true, display: 'D', value: 'V', type: 'T' }]);
    expect(answer.body[ENTERPRISE]).toMatchObject({ employeeNumber: 'E', department: 'E', division: 'E' });
    const read = await entra.send('GET', `/Users/${user.id}`);
    expect(read.body).toEqual(answer.body);
  });

  it('PATCH: userName without a path, suspended, reactivated', async () => {
    const { body: user } = await entra.send('POST', '/Users', wholeUser('old@corp.example'), json);
    const path = `/Users/${user.id}`;
    await patch(path, { op: op('replace'), value: { userName: 'new@corp.example' } });
    expect((await entra.send('GET', filterOf('new@corp.example'))).body.totalResults).toBe(1);
    expect((await entra.send('GET', filterOf('old@corp.example'))).body.totalResults).toBe(0);
    const off = await patch(path, { op: op('replace'), path: 'active', value: truth(false) });
    expect(off.body.active).toBe(false);
    const again = await patch(path, { op: op('replace'), path: 'active', value: truth(false) });
    expect(again.status).toBe(200);
    expect(again.body.meta).toEqual(off.body.meta);
    const on = await patch(path, { op: op('replace'), path: 'active', value: truth(true) });
    expect(on.body.active).toBe(true);
  });

  it('PATCH: the manager is added, replaced and cleared', async () => {
    const { body: user } = await entra.send('POST', '/Users', wholeUser('report@corp.example'), json);
    const { body: boss } = await entra.send('POST', '/Users', wholeUser('boss@corp.example'), json);
    const path = `${ENTERPRISE}:manager`;
    for (const value of [boss.id, { value: boss.id }, [{ value: boss.id }]]) {
      const set = await patch(`/Users/${user.id}`, { op: op('add'), path, value });
      expect(set.body[ENTERPRISE].manager).toEqual({ value: boss.id });
      const cleared = await patch(`/Users/${user.id}`, { op: op('replace'), path, value: { value: '' } });
      expect(cleared.body[ENTERPRISE].manager).toBeUndefined();
    }
  });

  it('externalId comes, changes and goes in one PATCH', async () => {
    const { body: user } = await entra.send('POST', '/Users', wholeUser('ids@corp.example'), json);
    const answer = await patch(
      `/Users/${user.id}`,
      { op: op('add'), path: 'externalId', value: '1' },
      { op: op('replace'), path: 'externalId', value: '2' },
      { op: op('remove'), path: 'externalId' },
    );
    expect(answer.status).toBe(200);
    expect(answer.body.externalId).toBeUndefined();
  });

  it('DELETE, once', async () => {
    const { body: user } = await entra.send('POST', '/Users', wholeUser('gone@corp.example'), json);
    expect((await entra.send('DELETE', `/Users/${user.id}`)).status).toBe(204);
    expect((await entra.send('GET', `/Users/${user.id}`)).status).toBe(404);
    expect((await entra.send('DELETE', `/Users/${user.id}`)).status).toBe(404);
    expect((await entra.send('DELETE', '/Users/unknown')).body).toMatchObject({ status: '404' });
  });

  it('groups: created once, found in any case, with and without members', async () => {
    const group = { schemas: [`${CORE}:Group`], displayName: 'Team', externalId: 'g1' };
    const made = await entra.send('POST', '/Groups', group, json);
    expect(made.status, made.text).toBe(201);
    expect((await entra.send('POST', '/Groups', group, json)).status).toBe(409);
    const path = `/Groups/${made.body.id}`;
    const bare = await entra.send('GET', `${path}?excludedAttributes=members`);
    expect(bare.body.members).toBeUndefined();
    expect((await entra.send('GET', path)).body.members).toEqual([]);
    const found = await entra.send('GET', '/Groups?excludedAttributes=members&filter=displayName+eq+"TEAM"');
    expect(found.body.totalResults).toBe(1);
    expect((await entra.send('GET', '/Groups?filter=displayName+eq+"none"')).body.totalResults).toBe(0);
    await patch(path, { op: op('replace'), value: { displayName: 'Crew', externalId: 'g2' } });
    expect((await entra.send('GET', path)).body).toMatchObject({ displayName: 'Crew', externalId: 'g2' });
  });

  it('members: added, added and removed in one PATCH, removed in both ways', async () => {
    const { body: ann } = await entra.send('POST', '/Users', wholeUser('ann@corp.example'), json);
    const { body: ben } = await entra.send('POST', '/Users', wholeUser('ben@corp.example'), json);
    const { body: group } = await entra.send('POST', '/Groups', { displayName: 'Members' }, json);
    const path = `/Groups/${group.id}`;
    const members = async () =>
      (await entra.send('GET', path)).body.members.map(({ value }: { value: string }) => value);
    const added = await patch(path, {
      op: op('add'),
      path: 'members',
      value: [
        { $ref: null, value: ann.id },
        { $ref: null, value: ben.id },
      ],
    });
    expect(added.status).toBe(204);
    expect((await members()).sort()).toEqual([ann.id, ben.id].sort());
    await patch(path, { op: op('remove'), path: 'members', value: [{ $ref: null, value: ann.id }] });
    expect(await members()).toEqual([ben.id]);
    await patch(
      path,
      { op: op('add'), path: 'members', value: [{ value: ann.id }] },
      { op: op('remove'), path: `members[value eq "${ann.id}"]` },
      { op: op('remove'), path: `members[value eq "${ben.id}"]` },
    );
    expect(await members()).toEqual([]);
    await patch(path, { op: op('replace'), path: 'members', value: [{ value: ben.id }] });
    expect(await members()).toEqual([ben.id]);
    expect((await entra.send('DELETE', path)).status).toBe(204);
    expect((await entra.send('GET', path)).status).toBe(404);
  });
});
