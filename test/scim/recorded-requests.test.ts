import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openScimWorld, type ScimClient, type ScimWorld, testStores } from './open-scim-world.ts';

/** Descriptions of vendors' interfaces, which are not part of this repository. */
const folder = join(process.env.VENDOR_OPENAPI ?? resolve('../shared/vendor-openapi'), 'scim-requests');

interface Recorded {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly expect: {
    readonly status: number | readonly number[];
    readonly totalResults?: number;
    readonly scimType?: string;
  };
}

const USERS = ['2f1c7a60-0000-4000-8000-000000000001', '2f1c7a60-0000-4000-8000-000000000002'];
const GROUP = '9b3e5d20-0000-4000-8000-000000000001';

// Loudly: this proof is missing then.
if (!existsSync(folder))
  process.stderr.write(`WARNING: NO RECORDED SCIM REQUESTS: ${folder} is missing (set VENDOR_OPENAPI)\n`);
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];

describe.skipIf(files.length === 0).each(testStores)('recorded requests on $name', (kind) => {
  let world: ScimWorld;
  beforeAll(async () => {
    world = await openScimWorld(kind);
  });
  afterAll(() => world.close());

  describe.each(files)('%s', (file) => {
    const { requests } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { requests: Recorded[] };

    it.each(requests)('$name', async (recorded) => {
      const organization = `${file}-${recorded.name}`
        .replaceAll(/[^a-z0-9]+/gi, '-')
        .slice(0, 50)
        .replace(/-$/, '')
        .toLowerCase();
      const client = await world.addClient(organization);
      const ids = await prepare(client, organization, recorded);
      const put = (text: string) =>
        Object.entries(ids)
          .reduce((all, [from, to]) => all.replaceAll(from, to), text)
          .replaceAll('corp.example', `${organization}.example`);
      const query = new URLSearchParams(
        Object.entries(recorded.query ?? {}).map(([name, value]): [string, string] => [name, put(value)]),
      );
      const path = `${put(recorded.path)}${query.size === 0 ? '' : `?${query}`}`;
      const body = recorded.body === undefined ? undefined : put(JSON.stringify(recorded.body));
      const answer = await client.send(recorded.method, path, body);
      const expected = [recorded.expect.status].flat();
      expect(expected, `${recorded.method} ${path}: ${answer.text}`).toContain(answer.status);
      if (recorded.expect.totalResults !== undefined)
        expect(answer.body.totalResults).toBe(recorded.expect.totalResults);
      if (recorded.expect.scimType !== undefined) expect(answer.body.scimType).toBe(recorded.expect.scimType);
    });
  });

  /** What the request takes for given: two users and a group, or the user that is created again. */
  async function prepare(client: ScimClient, organization: string, recorded: Recorded) {
    const ids: Record<string, string> = {};
    const text = JSON.stringify(recorded);
    const login = (name: string) => `${name}@${organization}.example`;
    if (recorded.name.includes('again'))
      await client.send('POST', '/Users', { userName: login('avery.lindqvist') });
    for (const [at, id] of USERS.entries()) {
      if (!text.includes(id)) continue;
      const made = await client.send('POST', '/Users', {
        userName: login(`person${at}`),
        emails: [{ value: login(`person${at}`), primary: true, type: 'work' }],
        externalId: `external-${at}`,
      });
      expect(made.status, made.text).toBe(201);
      ids[id] = made.body.id;
    }
    if (text.includes(GROUP)) {
      const made = await client.send('POST', '/Groups', { displayName: 'Desk', members: [] });
      expect(made.status, made.text).toBe(201);
      ids[GROUP] = made.body.id;
    }
    return ids;
  }
});
