import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openScimWorld, type ScimClient, type ScimWorld, testStores } from './open-scim-world.ts';

/** Okta's SPEC test and its life cycle of a user, as its documentation has them. */
describe.each(testStores)('Okta on $name', (kind) => {
  const json = {
    accept: 'application/scim+json',
    'accept-charset': 'utf-8',
    'content-type': 'application/json',
    'user-agent': 'Okta SCIM Client 1.0.0',
  };
  const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User'];
  let world: ScimWorld;
  let okta: ScimClient;
  beforeAll(async () => {
    world = await openScimWorld(kind);
    okta = await world.addClient('Okta');
    await okta.send('POST', '/Users', user('first'));
  });
  afterAll(() => world.close());

  function user(name: string, more: object = {}) {
    return {
      schemas,
      userName: `${name}@corp.example`,
      name: { givenName: name, familyName: 'Test' },
      emails: [{ primary: true, value: `${name}@corp.example`, type: 'work' }],
      displayName: `${name} Test`,
      locale: 'en-US',
      externalId: `00u${name}`,
      groups: [],
      password: 'placeholder-0',
      active: true,
      ...more,
    };
  }

  it('the first page has a user with what Okta needs', async () => {
    const { status, body } = await okta.send('GET', '/Users?count=1&startIndex=1', undefined, json);
    expect(status).toBe(200);
    expect(body).toMatchObject({ totalResults: 1, startIndex: 1, itemsPerPage: 1 });
    const [first] = body.Resources;
    expect(first).toMatchObject({ name: { givenName: 'first', familyName: 'Test' }, active: true });
    expect(first.emails[0].value).toBe('first@corp.example');
    const one = await okta.send('GET', `/Users/${first.id}`);
    expect(one.body.userName).toBe(first.userName);
  });

  it('nobody by name, nobody by id', async () => {
    const none = await okta.send('GET', '/Users?filter=userName%20eq%20%22abc%40corp.example%22');
    expect(none.body).toMatchObject({
      totalResults: 0,
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    });
    const missing = await okta.send('GET', '/Users/00919288221112222');
    expect(missing.status).toBe(404);
    expect(missing.body).toMatchObject({
      status: '404',
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    });
    expect(missing.body.detail).not.toBe('');
  });

  it('creates a user once, and finds them in upper case', async () => {
    const made = await okta.send('POST', '/Users', user('spec'), json);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ active: true, userName: 'spec@corp.example' });
    expect(made.text).not.toContain('placeholder');
    expect((await okta.send('GET', `/Users/${made.body.id}`)).body.active).toBe(true);
    expect((await okta.send('POST', '/Users', user('spec'), json)).status).toBe(409);
    const found = await okta.send('GET', '/Users?filter=userName%20eq%20%22SPEC%40CORP.EXAMPLE%22');
    expect(found.body.totalResults).toBe(1);
  });

  it('a wrong token gets an error with a body', async () => {
    const answer = await world.send('GET', '/Users', undefined, { authorization: 'Bearer 1234567890' });
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer /);
    expect(answer.body).toMatchObject({
      status: '401',
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    });
    expect(answer.body.detail).not.toBe('');
  });

  it('PUT of the whole user changes names; without `active` it neither suspends nor reactivates', async () => {
    const { body: made } = await okta.send('POST', '/Users', user('whole'));
    const path = `/Users/${made.id}`;
    await okta.send('PATCH', path, {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', value: { active: false } }],
    });
    const { active: _active, ...rest } = user('whole', { displayName: 'Changed' });
    const changed = await okta.send('PUT', path, { ...rest, id: made.id, meta: made.meta });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ id: made.id, displayName: 'Changed', active: false });
    expect((await okta.send('PUT', '/Users/unknown', rest)).status).toBe(404);
  });

  it('groups: renamed by a value that repeats the id, emptied by an empty list, and kept by a PUT without members', async () => {
    const { body: member } = await okta.send('POST', '/Users', user('member'));
    const { body: group } = await okta.send('POST', '/Groups', {
      displayName: 'Push',
      members: [{ value: member.id }],
    });
    const path = `/Groups/${group.id}`;
    const patch = (operation: object) =>
      okta.send('PATCH', path, {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [operation],
      });
    expect([200, 204]).toContain(
      (await patch({ op: 'replace', value: { id: group.id, displayName: 'Pushed' } })).status,
    );
    expect((await okta.send('PUT', path, { displayName: 'Again' })).body).toMatchObject({
      displayName: 'Again',
      members: [{ value: member.id }],
    });
    await patch({ op: 'replace', path: 'members', value: [] });
    expect((await okta.send('GET', path)).body.members).toEqual([]);
  });
});
