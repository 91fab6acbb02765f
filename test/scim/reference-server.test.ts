import { randomUUID } from 'node:crypto';
import express from 'express';
import SCIMMY from 'scimmy';
import SCIMMYRouters from 'scimmy-routers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHttpServer } from '../../src/http/start-http-server.ts';
import { openScimWorld, type ScimClient, type ScimWorld, testStores } from './open-scim-world.ts';

/*
 * The same requests to scimmy-routers and to us, as a strict client sends them. Scimmy keeps a resource in a map here; reading requests,
 * PATCH, filters, projection and errors are its own.
 */
const CORE = 'urn:ietf:params:scim:schemas:core:2.0';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const [sqlite] = testStores;

type Body = Record<string, unknown>;

/** Declares the type, kept in a map. */
function declareStore(type: typeof SCIMMY.Resources.User, name: string) {
  const all = new Map<string, Body>();
  SCIMMY.Resources.declare(type as never);
  type
    .ingress((async (resource: { id?: string }, data: Body) => {
      const id = resource.id ?? randomUUID();
      if (resource.id !== undefined && !all.has(id)) throw new SCIMMY.Types.Error(404, null as never, 'none');
      const isTaken = [...all].some(
        ([other, each]) =>
          other !== id && String(each[name]).toLowerCase() === String(data[name]).toLowerCase(),
      );
      if (isTaken) throw new SCIMMY.Types.Error(409, 'uniqueness', 'taken');
      const { schemas: _schemas, meta: _meta, ...kept } = JSON.parse(JSON.stringify(data)) as Body;
      all.set(id, { ...kept, id });
      return all.get(id);
    }) as never)
    .egress((async (resource: { id?: string; filter?: { match(values: Body[]): Body[] } }) => {
      const values = structuredClone([...all.values()]);
      if (resource.id === undefined) return resource.filter?.match(values) ?? values;
      const found = all.get(resource.id);
      if (found === undefined) throw new SCIMMY.Types.Error(404, null as never, 'none');
      return found;
    }) as never)
    .degress((async (resource: { id?: string }) => {
      if (!all.delete(resource.id ?? '')) throw new SCIMMY.Types.Error(404, null as never, 'none');
    }) as never);
}

describe('scimmy-routers and we answer alike', () => {
  let world: ScimWorld;
  let ours: ScimClient;
  let reference: Awaited<ReturnType<typeof startHttpServer>>;
  let ids: { ours: string; theirs: string };

  beforeAll(async () => {
    if (sqlite === undefined) throw new Error('SQLite is always there');
    world = await openScimWorld(sqlite);
    ours = await world.addClient('Ours', { isStrict: true });
    declareStore(SCIMMY.Resources.User, 'userName');
    SCIMMY.Resources.User.extend(SCIMMY.Schemas.EnterpriseUser, false);
    declareStore(SCIMMY.Resources.Group as never, 'displayName');
    const app = express();
    app.use('/scim/v2', new SCIMMYRouters({ type: 'bearer', handler: () => 'user' }) as never);
    reference = await startHttpServer({ app, host: '127.0.0.1', port: 0 });
    const [mine, other] = await both('POST', '/Users', user);
    expect([mine.status, other.status]).toEqual([201, 201]);
    ids = { ours: String(mine.body.id), theirs: String(other.body.id) };
  });
  afterAll(async () => {
    await reference.close();
    await world.close();
  });

  const user = {
    schemas: [`${CORE}:User`, ENTERPRISE],
    userName: 'ada@corp.example',
    externalId: 'x-1',
    name: { givenName: 'Ada', familyName: 'Byron' },
    displayName: 'Ada Byron',
    active: true,
    emails: [
      { value: 'ada@corp.example', type: 'work', primary: true },
      { value: 'ada@home.example', type: 'home' },
    ],
    [ENTERPRISE]: { department: 'Engines', employeeNumber: '7' },
  };

  async function askReference(method: string, path: string, body?: unknown) {
    const answer = await fetch(`${reference.url}/scim/v2${path}`, {
      method,
      headers: { authorization: 'Bearer x', 'content-type': 'application/scim+json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as Body };
  }

  async function both(method: string, path: string, body?: unknown) {
    const put = (text: string, id: string) => text.replaceAll('ID', id);
    const mine = await ours.send(method, put(path, ids?.ours ?? ''), body);
    const other = await askReference(method, put(path, ids?.theirs ?? ''), body);
    return [{ status: mine.status, body: (mine.body ?? {}) as Body }, other] as const;
  }

  /** Without what each server chooses by itself; scimmy leaves `schemas` out of a selection, and counts pages in another way. */
  function essence(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(essence);
    if (typeof value !== 'object' || value === null) return value;
    const chosen = ['id', 'meta', 'detail', 'location', 'schemas', 'itemsPerPage'];
    const kept = Object.entries(value).filter(([name]) => !chosen.includes(name));
    return Object.fromEntries(kept.map(([name, each]) => [name, essence(each)]));
  }

  const patch = (...Operations: object[]) => ({ schemas: [PATCH], Operations });

  it.each<[string, string, unknown?]>([
    ['GET', '/Users/ID'],
    ['GET', '/Users/none'],
    ['GET', '/Users/ID?attributes=userName,name.givenName'],
    ['GET', '/Users/ID?excludedAttributes=emails,name'],
    ['GET', '/Users?filter=userName%20eq%20%22ada@corp.example%22'],
    ['GET', '/Users?filter=name.familyName%20sw%20%22By%22%20and%20active%20eq%20true'],
    ['GET', '/Users?filter=emails%5Btype%20eq%20%22home%22%5D'],
    ['GET', '/Users?filter=userName%20eq%20%22nobody%22'],
    ['GET', '/Users?filter=userName%20xx%20%22nobody%22'],
    ['GET', '/Users'],
    ['POST', '/Users', user],
    ['POST', '/Users', { ...user, userName: 7 }],
    ['POST', '/Users', { ...user, userName: 'b@corp.example', active: 'yes' }],
    ['POST', '/Users', { schemas: [`${CORE}:User`] }],
    ['PATCH', '/Users/ID', patch({ op: 'replace', path: 'title', value: 'Countess' })],
    ['PATCH', '/Users/ID', patch({ op: 'add', path: 'name.middleName', value: 'K' })],
    [
      'PATCH',
      '/Users/ID',
      patch({ op: 'replace', path: 'emails[type eq "home"].value', value: 'new@home.example' }),
    ],
    [
      'PATCH',
      '/Users/ID',
      patch({ op: 'add', path: 'emails', value: [{ value: 'third@home.example', type: 'other' }] }),
    ],
    ['PATCH', '/Users/ID', patch({ op: 'remove', path: 'emails[type eq "other"]' })],
    ['PATCH', '/Users/ID', patch({ op: 'replace', path: `${ENTERPRISE}:department`, value: 'X' })],
    ['PATCH', '/Users/ID', patch({ op: 'replace', value: { displayName: 'A', nickName: 'N' } })],
    ['PATCH', '/Users/ID', patch({ op: 'remove', path: 'nickName' })],
    ['PATCH', '/Users/ID', patch({ op: 'remove' })],
    ['PATCH', '/Users/ID', patch({ op: 'move', path: 'title' })],
    ['PATCH', '/Users/ID', patch({ op: 'replace', path: 'active', value: 'False' })],
    ['PATCH', '/Users/none', patch({ op: 'replace', path: 'title', value: 'x' })],
    ['PUT', '/Users/ID', { ...user, displayName: 'Put' }],
    ['PUT', '/Users/none', user],
    ['DELETE', '/Users/none'],
    ['GET', '/Schemas/none'],
    ['GET', '/ResourceTypes/none'],
    ['DELETE', '/Users/ID'],
    ['GET', '/Users/ID'],
  ])('%s %s', async (method, path, body) => {
    const [mine, other] = await both(method, path, body);
    expect({ status: mine.status, body: essence(mine.body) }).toEqual({
      status: other.status,
      body: essence(other.body),
    });
  });
});
