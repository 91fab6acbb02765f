import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBetterAuthScim } from '../bench/baselines/better-auth-scim.ts';
import type { ScimServer } from '../bench/world/open-scim-server.ts';
import { openScimWorld, type ScimClient, type ScimWorld, testStores } from './open-scim-world.ts';

/*
 * The same requests to @better-auth/scim and to us, one after another, so that a difference in what is stored shows in what follows. Only
 * what both say in the protocol's words is compared: it keeps fewer attributes of a user than we do.
 */
const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

type Body = Record<string, unknown>;

const ada = {
  schemas: [USER],
  userName: 'ada@corp.example',
  externalId: 'x-1',
  name: { givenName: 'Ada', familyName: 'Byron' },
  displayName: 'Ada Byron',
  active: true,
  emails: [{ value: 'ada@corp.example', type: 'work', primary: true }],
};
const patch = (...Operations: object[]) => ({ schemas: [PATCH], Operations });
const find = (filter: string) => `/Users?filter=${encodeURIComponent(filter)}`;

describe.each(testStores)('@better-auth/scim and we answer alike, on $name', (kind) => {
  let world: ScimWorld;
  let ours: ScimClient;
  let other: ScimServer;
  let ids = { ours: '', theirs: '' };

  beforeAll(async () => {
    world = await openScimWorld(kind);
    ours = await world.addClient('Ours');
    other = await openBetterAuthScim();
    const [mine, theirs] = await both('POST', '/Users', ada);
    expect([mine.status, theirs.status]).toEqual([201, 201]);
    ids = { ours: String(mine.body.id), theirs: String(theirs.body.id) };
  }, 60_000);
  afterAll(async () => {
    await other.close();
    await world.close();
  });

  async function askOther(method: string, path: string, body?: unknown) {
    const answer = await fetch(`${other.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${other.token}`, 'content-type': 'application/scim+json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as Body };
  }

  async function both(method: string, path: string, body?: unknown) {
    const mine = await ours.send(method, path.replaceAll('ID', ids.ours), body);
    const theirs = await askOther(method, path.replaceAll('ID', ids.theirs), body);
    return [{ status: mine.status, body: (mine.body ?? {}) as Body }, theirs] as const;
  }

  it.each<[string, string, unknown?]>([
    ['GET', '/Users/ID'],
    ['GET', '/Users/none'],
    ['GET', find('userName eq "ada@corp.example"')],
    ['GET', find('userName eq "ADA@corp.example"')],
    ['GET', find('userName eq "nobody@corp.example"')],
    ['GET', find('userName xx "nobody"')],
    ['GET', '/Users?startIndex=1&count=1'],
    ['POST', '/Users', ada],
    ['POST', '/Users', { schemas: [USER] }],
    [
      'POST',
      '/Users',
      { ...ada, userName: 'bea@corp.example', externalId: 'x-2', emails: [{ value: 'bea@corp.example' }] },
    ],
    ['GET', find('userName eq "bea@corp.example"')],
    ['PATCH', '/Users/ID', patch({ op: 'replace', path: 'displayName', value: 'Countess' })],
    ['GET', '/Users/ID'],
    ['PATCH', '/Users/ID', patch({ op: 'replace', path: 'active', value: false })],
    ['GET', '/Users/ID'],
    ['PATCH', '/Users/ID', patch({ op: 'replace', path: 'active', value: true })],
    ['PATCH', '/Users/none', patch({ op: 'replace', path: 'displayName', value: 'x' })],
    ['PUT', '/Users/ID', { ...ada, displayName: 'Put' }],
    ['GET', '/Users/ID'],
    [
      'PUT',
      '/Users/none',
      { ...ada, userName: 'none@corp.example', emails: [{ value: 'none@corp.example' }] },
    ],
    ['DELETE', '/Users/none'],
    ['DELETE', '/Users/ID'],
    ['GET', '/Users/ID'],
    ['GET', find('userName eq "ada@corp.example"')],
  ])('%s %s', async (method, path, body) => {
    const [mine, theirs] = await both(method, path, body);
    expect(essence(mine)).toEqual(essence(theirs));
  });
});

/** Status, counts, the kind of an error, and of users what both keep. */
function essence({ status, body }: { readonly status: number; readonly body: Body }) {
  const { totalResults, scimType, Resources, userName } = body;
  const users = Array.isArray(Resources) ? (Resources as Body[]) : userName === undefined ? [] : [body];
  return {
    status,
    totalResults,
    scimType,
    users: users.map((user) => [user.userName, user.externalId, user.displayName, user.active]),
  };
}
