import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openScimWorld, type ScimClient, type ScimWorld, testStores } from './open-scim-world.ts';

const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';

describe.each(testStores)('the SCIM service provider on $name', (kind) => {
  let world: ScimWorld;
  let client: ScimClient;
  const ids: string[] = [];
  beforeAll(async () => {
    world = await openScimWorld(kind);
    client = await world.addClient('Client');
    for (const name of ['eve', 'dan', 'cyd', 'bob', 'amy']) {
      const made = await client.send('POST', '/Users', {
        userName: `${name}@corp.example`,
        externalId: `x-${name}`,
        title: name === 'cyd' ? undefined : `T ${name}`,
        emails: [{ value: `${name}@corp.example`, type: 'work' }],
      });
      ids.push(made.body.id);
    }
  });
  afterAll(() => world.close());

  const names = (body: { Resources: { userName: string }[] }) =>
    body.Resources.map(({ userName }) => userName.split('@')[0]);
  const get = (path: string, headers?: Record<string, string>) =>
    client.send('GET', path, undefined, headers);

  it('discovery: what it can do, types and schemas, each by its id', async () => {
    const config = await get('/ServiceProviderConfig');
    expect(config.headers['content-type']).toBe('application/scim+json; charset=utf-8');
    expect(config.body).toMatchObject({
      patch: { supported: true },
      bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
      filter: { supported: true },
      etag: { supported: true },
      sort: { supported: true },
      pagination: { cursor: true, index: true },
      authenticationSchemes: [{ type: 'oauthbearertoken' }],
    });
    for (const list of ['/ResourceTypes', '/Schemas']) {
      const all = await get(list);
      for (const { id } of all.body.Resources) expect((await get(`${list}/${id}`)).body.id).toBe(id);
      expect((await get(`${list}/none`)).status).toBe(404);
      expect((await get(`${list}?filter=id%20eq%20%22x%22`)).status).toBe(403);
    }
  });

  it.each([
    ['GET', '/nothing', 404],
    ['GET', '/Users/none', 404],
    ['GET', '/', 404],
    ['PUT', '/Users', 405],
    ['POST', '/Schemas', 405],
    ['DELETE', '/ServiceProviderConfig', 405],
    ['POST', '/Groups/x', 405],
    ['GET', '/Me', 501],
    ['POST', '/Bulk', 501],
    ['POST', '/Users', 415],
    ['GET', '/Users?filter=shoe%20eq%20%221%22', 400],
    ['GET', '/Users?count=many', 400],
    ['GET', '/Users?cursor=!!', 400],
    ['GET', '/Users?sortBy=shoe', 400],
    ['GET', '/Users?attributes=id&excludedAttributes=name', 400],
    ['GET', '/Users/%E0%A4%A', 400],
  ])('%s %s: %i, with a body that says so', async (method, path, status) => {
    const answer = await client.send(method, path);
    expect(answer.status).toBe(status);
    if (status === 405) expect(answer.headers.allow).not.toBeUndefined();
    expect(answer.body).toMatchObject({ schemas: [ERROR], status: String(status) });
    expect(answer.body.detail.length).toBeGreaterThan(10);
  });

  it.each([
    ['not JSON', '{"userName":', 400, 'invalidSyntax'],
    ['a list', '[]', 400, 'invalidSyntax'],
    ['no userName', '{}', 400, 'invalidValue'],
    ['a blank userName', '{"userName":" "}', 400, 'invalidValue'],
    ['no address at all', '{"userName":"root"}', 400, 'invalidValue'],
    [
      'nested too deeply',
      `{"userName":"a@corp.example","name":${'['.repeat(40)}${']'.repeat(40)}}`,
      400,
      'invalidSyntax',
    ],
    ['too large', `{"userName":"a@corp.example","title":"${'x'.repeat(1_100_000)}"}`, 413, undefined],
    [
      'more than a resource may hold',
      `{"userName":"a@corp.example","title":"${'x'.repeat(70_000)}"}`,
      413,
      undefined,
    ],
  ])('a body that is %s is refused', async (_name, body, status, scimType) => {
    const answer = await client.send('POST', '/Users', body);
    expect(answer.status, answer.text).toBe(status);
    expect(answer.body.scimType).toBe(scimType);
  });

  it('another media type, and a compressed body, are refused', async () => {
    expect((await client.send('POST', '/Users', '{}', { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await client.send('POST', '/Users', '{}', { 'content-encoding': 'gzip' })).status).toBe(415);
  });

  it('answers application/json to those who read nothing else', async () => {
    const answer = await get('/Users', { accept: 'application/json' });
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  });

  it('pages by index: every user once, brought into range, totals alone', async () => {
    const seen = new Set<string>();
    for (const start of [1, 3, 5]) {
      const { body } = await get(`/Users?startIndex=${start}&count=2`);
      expect(body).toMatchObject({ totalResults: 5, startIndex: start });
      for (const { id } of body.Resources) seen.add(id);
    }
    expect(seen).toEqual(new Set(ids));
    expect((await get('/Users?startIndex=-3&count=-1')).body).toMatchObject({
      startIndex: 1,
      itemsPerPage: 0,
      totalResults: 5,
    });
    expect((await get('/Users?startIndex=99')).body).toMatchObject({ itemsPerPage: 0, Resources: [] });
    expect((await get('/Users?')).body.itemsPerPage).toBe(5);
  });

  it.each(['', '&sortBy=userName', '&filter=userName%20co%20%22corp%22'])(
    'pages by cursor, RFC 9865: %s',
    async (more) => {
      const seen: string[] = [];
      let cursor: string | undefined = '';
      while (cursor !== undefined) {
        const page = await get(`/Users?cursor=${cursor}&count=2${more}`);
        expect(page.status).toBe(200);
        seen.push(...page.body.Resources.map(({ id }: { id: string }) => id));
        cursor = page.body.nextCursor;
      }
      expect(seen.toSorted()).toEqual(ids.toSorted());
      expect(new Set(seen).size).toBe(5);
    },
  );

  it('a cursor of another list is no cursor here', async () => {
    const page = await get('/Users?cursor=&count=2');
    const other = await get(`/Users?cursor=${page.body.nextCursor}&sortBy=userName`);
    expect(other.body).toMatchObject({ status: '400', scimType: 'invalidCursor' });
  });

  it('sorts, with what has no value last', async () => {
    expect(names((await get('/Users?sortBy=userName')).body)).toEqual(['amy', 'bob', 'cyd', 'dan', 'eve']);
    expect(names((await get('/Users?sortBy=emails.value&sortOrder=descending')).body)).toEqual([
      'eve',
      'dan',
      'cyd',
      'bob',
      'amy',
    ]);
    expect(names((await get('/Users?sortBy=title')).body)).toEqual(['amy', 'bob', 'dan', 'eve', 'cyd']);
  });

  it.each([
    ['id eq "ID"', ['amy']],
    ['externalId eq "x-amy"', ['amy']],
    ['externalId eq "X-AMY"', []],
    ['emails[type eq "work"].value eq "AMY@corp.example"', ['amy']],
    ['emails.value eq "amy@corp.example" and title sw "x"', []],
    ['title pr and not (userName sw "a")', ['bob', 'dan', 'eve']],
    ['meta.created gt "2020-01-01T00:00:00Z" and userName eq "amy@corp.example"', ['amy']],
  ])('filters: %s', async (filter, expected) => {
    const text = encodeURIComponent(filter.replace('ID', String(ids[4])));
    const { status, body } = await get(`/Users?filter=${text}&sortBy=userName`);
    expect(status).toBe(200);
    expect(names(body)).toEqual(expected);
  });

  it('searches by POST, in users, in groups and in both', async () => {
    await client.send('POST', '/Groups', { displayName: 'amy@corp.example' });
    const search = {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],
      attributes: ['displayName'],
      count: 10,
    };
    const users = await client.send('POST', '/Users/.search', { ...search, filter: 'userName sw "a"' });
    expect(users.body).toMatchObject({ totalResults: 1, Resources: [{ id: ids[4] }] });
    expect(users.body.Resources[0].emails).toBeUndefined();
    const groups = await client.send('POST', '/Groups/.search', {
      ...search,
      filter: 'displayName eq "AMY@corp.example"',
    });
    expect(groups.body.totalResults).toBe(1);
    const both = await client.send('POST', '/.search', { ...search, filter: 'meta.resourceType pr' });
    expect(both.body.totalResults).toBe(6);
    expect(
      (await client.send('POST', '/.search', { ...search, filter: 'userName sw "a"' })).body.totalResults,
    ).toBe(1);
    expect((await client.send('POST', '/.search', { ...search, filter: 'shoe pr' })).body.scimType).toBe(
      'invalidFilter',
    );
  });

  it('holds the attributes asked for; id and schemas always, a password never', async () => {
    const only = await get(`/Users/${ids[0]}?attributes=userName,emails.value,password`);
    expect(Object.keys(only.body).sort()).toEqual(['emails', 'id', 'schemas', 'userName']);
    expect(only.body.emails).toEqual([{ value: 'eve@corp.example' }]);
    const without = await get(`/Users/${ids[0]}?excludedAttributes=id,emails`);
    expect(without.body.id).toBe(ids[0]);
    expect(without.body.emails).toBeUndefined();
    expect(without.body.userName).toBe('eve@corp.example');
  });

  it('groups of a user on request; members of a group by index only', async () => {
    const { body: group } = await client.send('POST', '/Groups', {
      displayName: 'Crew',
      members: [{ value: ids[1] }],
    });
    const user = await get(`/Users/${ids[1]}?attributes=groups`);
    expect(user.body.groups).toMatchObject([{ value: group.id, display: 'Crew' }]);
    const found = await get(`/Groups?filter=${encodeURIComponent(`members.value eq "${ids[1]}"`)}`);
    expect(found.body.Resources).toMatchObject([
      { id: group.id, members: [{ value: ids[1], type: 'User' }] },
    ]);
    for (const filter of ['not (members.value eq "x")', 'members.value sw "x"', 'members pr'])
      expect((await get(`/Groups?filter=${encodeURIComponent(filter)}`)).body.scimType).toBe('invalidFilter');
    const stranger = await client.send('POST', '/Groups', {
      displayName: 'No',
      members: [{ value: group.id }],
    });
    expect(stranger.body).toMatchObject({ status: '400', scimType: 'invalidValue' });
    expect((await get('/Groups?filter=displayName%20eq%20%22No%22')).body.totalResults).toBe(0);
  });

  it('versions: If-None-Match, If-Match, and no new one for a change that changes nothing', async () => {
    const path = `/Users/${ids[2]}`;
    const first = await get(path);
    const tag = String(first.headers.etag);
    expect(tag).toMatch(/^W\/"\d+"$/);
    expect(first.body.meta.version).toBe(tag);
    expect((await get(path, { 'if-none-match': tag })).status).toBe(304);
    const change = (title: string, match: string) =>
      client.send(
        'PATCH',
        path,
        { schemas: [PATCH], Operations: [{ op: 'replace', path: 'title', value: title }] },
        { 'if-match': match },
      );
    expect((await change('new', 'W/"99"')).body).toMatchObject({ status: '412' });
    const changed = await change('new', tag);
    expect(changed.status).toBe(200);
    expect(changed.headers.etag).not.toBe(tag);
    const same = await change('new', '*');
    expect(same.headers.etag).toBe(changed.headers.etag);
    expect((await client.send('DELETE', path, undefined, { 'if-match': tag })).status).toBe(412);
    expect((await get(path, { 'if-none-match': tag })).status).toBe(200);
  });

  it('a PATCH that fails in the middle changes nothing', async () => {
    const path = `/Users/${ids[3]}`;
    const before = (await get(path)).body;
    const answer = await client.send('PATCH', path, {
      schemas: [PATCH],
      Operations: [
        { op: 'replace', path: 'active', value: false },
        { op: 'replace', path: 'shoe', value: 1 },
      ],
    });
    expect(answer.body).toMatchObject({ status: '400', scimType: 'invalidPath' });
    expect((await get(path)).body).toEqual(before);
  });

  it('a name that another user of the client has is a conflict, also for two requests at once', async () => {
    const taken = await client.send('PUT', `/Users/${ids[0]}`, { userName: 'DAN@corp.example' });
    expect(taken.body).toMatchObject({ status: '409', scimType: 'uniqueness' });
    const both = await Promise.all(
      [1, 2, 3, 4].map(() =>
        client.send('POST', '/Users', { userName: 'race@corp.example', externalId: 'race' }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  it('OneLogin: `+` for spaces, a trailing `&` and `?`, and URNs of SCIM 1.1', async () => {
    expect((await get('/Users?filter=userName+eq+%22amy%40corp.example%22&')).body.totalResults).toBe(1);
    const changed = await client.send('PUT', `/Users/${ids[4]}?`, {
      schemas: ['urn:scim:schemas:core:2.0', 'urn:scim:schemas:extension:enterprise:2.0'],
      userName: 'amy@corp.example',
      externalId: 'x-amy',
      title: 'T amy',
      emails: [{ value: 'amy@corp.example', type: 'work' }],
      'urn:scim:schemas:extension:enterprise:2.0': { department: 'Sales' },
    });
    expect(changed.status, changed.text).toBe(200);
    expect(changed.body['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User']).toEqual({
      department: 'Sales',
    });
  });

  it('strict: a client that asked for it is read by the RFCs alone', async () => {
    const strict = await world.addClient('Strict', { isStrict: true });
    const bare = await strict.send('POST', '/Users', { userName: 's@strict.example' });
    expect(bare.body).toMatchObject({ status: '400', scimType: 'invalidSyntax' });
    const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User'];
    const text = await strict.send('POST', '/Users', {
      schemas,
      userName: 's@strict.example',
      active: 'True',
    });
    expect(text.body).toMatchObject({ status: '400', scimType: 'invalidValue' });
    const made = await strict.send('POST', '/Users', { schemas, userName: 's@strict.example', active: true });
    expect(made.status).toBe(201);
  });
});
