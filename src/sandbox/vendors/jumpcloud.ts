import { randomBytes } from 'node:crypto';
import type { Request, Router } from 'express';
import { isObject, isText, type JsonObject } from '../json.ts';
import { startVendorFake, type VendorFake, VendorRefusal } from './vendor-fake.ts';

export interface FakeSystemUser {
  readonly _id: string;
  email: string;
  username: string;
  state: 'STAGED' | 'ACTIVATED' | 'SUSPENDED';
  activated: boolean;
  suspended: boolean;
  [field: string]: unknown;
}

export interface JumpCloudFakeOptions {
  readonly people?: readonly FakeSystemUser[];
  readonly apiKey?: string;
  /** Makes the key one of several organizations: requests must then name this one. */
  readonly orgId?: string;
  readonly serviceAccount?: { readonly clientId: string; readonly clientSecret: string };
  /** Off: the key may not read Directory Insights. Default on. */
  readonly hasInsights?: boolean;
  readonly now?: () => number;
  readonly port?: number;
}

export interface JumpCloudFake extends VendorFake {
  /** In the order of ids. */
  people(): readonly FakeSystemUser[];
  add(person: Partial<FakeSystemUser> & { readonly email: string }): FakeSystemUser;
  change(id: string, change: Partial<FakeSystemUser>): void;
  suspend(id: string): void;
  remove(id: string): void;
}

interface FakeEvent {
  readonly event_type: string;
  readonly resource: { readonly id: string; readonly type: string; readonly username: string };
  readonly timestamp: string;
  readonly id: string;
}

const LIMIT_MAX = 100;
const LIMIT_DEFAULT = 10;
const EVENTS_MAX = 10_000;
const EVENTS_DEFAULT = 1000;

const newId = (): string => randomBytes(12).toString('hex');

/** JumpCloud on loopback: the list of users (version 1), one user, the login of service accounts, and Directory Insights. */
export async function startJumpCloudFake(options: JumpCloudFakeOptions = {}): Promise<JumpCloudFake> {
  const { apiKey = 'jca_fake', now = Date.now } = options;
  const people = [...(options.people ?? [])].sort((one, other) => (one._id < other._id ? -1 : 1));
  const events: FakeEvent[] = [];
  const tokens = new Set<string>();
  const find = (id: string): FakeSystemUser | undefined => people.find(({ _id }) => _id === id);
  const get = (id: string): FakeSystemUser => {
    const person = find(id);
    if (person === undefined) throw new Error(`no account has the id ${id}`);
    return person;
  };
  const tell = (type: string, { _id: id, username }: FakeSystemUser): void => {
    const timestamp = new Date(now()).toISOString();
    events.push({ event_type: type, resource: { id, type: 'user', username }, timestamp, id: newId() });
  };

  const admit = (request: Request): void => {
    const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    const isKnown = request.headers['x-api-key'] === apiKey || (bearer !== undefined && tokens.has(bearer));
    if (!isKnown) throw new VendorRefusal(401, { message: 'Unauthorized' });
    const asked = request.headers['x-org-id'];
    if (options.orgId === undefined) return;
    if (asked === undefined) throw new VendorRefusal(401, { message: 'Unauthorized: x-org-id is required' });
    if (!/^[0-9a-f]{24}$/.test(String(asked))) throw new VendorRefusal(400, { message: 'invalid x-org-id' });
    if (asked !== options.orgId) throw new VendorRefusal(404, { message: 'organization not found' });
  };

  const fake = await startVendorFake((routes) => {
    loginRoute(routes, options, tokens);
    routes.get('/api/systemusers', (request, response) => {
      admit(request);
      const limit = readCount(request.query.limit, LIMIT_DEFAULT, LIMIT_MAX);
      const skip = readCount(request.query.skip, 0, Number.MAX_SAFE_INTEGER);
      const ordered = request.query.sort === '_id' ? people : [...people].reverse();
      const results = ordered.slice(skip, skip + limit).map((person) => project(person, request));
      response.json({ results, totalCount: people.length });
    });
    routes.get('/api/systemusers/:id', (request, response) => {
      admit(request);
      const person = find(request.params.id ?? '');
      if (person === undefined) throw new VendorRefusal(404, { code: 404, message: 'Not Found' });
      response.json(project(person, request));
    });
    routes.post('/insights/directory/v1/events', (request, response) => {
      admit(request);
      if (options.hasInsights === false) throw new VendorRefusal(403, { message: 'Forbidden' });
      const { found, limit, searchAfter } = searchEvents(events, request.body);
      response.set({
        'X-Result-Count': String(found.length),
        'X-Limit': String(limit),
        'X-Sort': 'ASC',
        'X-Search_after': JSON.stringify(searchAfter),
      });
      response.json(found);
    });
  }, options.port);

  return {
    ...fake,
    people: () => people,
    add(given) {
      const person: FakeSystemUser = {
        _id: newId(),
        username: given.email.split('@')[0] ?? '',
        state: 'ACTIVATED',
        activated: true,
        suspended: false,
        ...given,
      };
      const place = people.findIndex(({ _id }) => _id > person._id);
      people.splice(place === -1 ? people.length : place, 0, person);
      tell('user_create', person);
      return person;
    },
    change(id, change) {
      tell('user_update', Object.assign(get(id), change));
    },
    suspend(id) {
      tell('user_suspended', Object.assign(get(id), { state: 'SUSPENDED', suspended: true }));
    },
    remove(id) {
      const person = get(id);
      people.splice(people.indexOf(person), 1);
      tell('user_delete', person);
    },
  };
}

function loginRoute(routes: Router, { serviceAccount }: JumpCloudFakeOptions, tokens: Set<string>): void {
  routes.post('/oauth2/token', (request, response) => {
    const { clientId, clientSecret } = serviceAccount ?? {};
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    const isKnown = serviceAccount !== undefined && request.headers.authorization === `Basic ${basic}`;
    if (!isKnown) throw new VendorRefusal(401, { error: 'invalid_client' });
    if (request.body?.grant_type !== 'client_credentials' || request.body.scope !== 'api') {
      throw new VendorRefusal(400, { error: 'invalid_request' });
    }
    const token = newId();
    tokens.add(token);
    response.json({ access_token: token, token_type: 'bearer', expires_in: 3600, scope: 'api' });
  });
}

function readCount(value: unknown, otherwise: number, max: number): number {
  if (value === undefined) return otherwise;
  const count = isText(value) && /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (Number.isNaN(count)) throw new VendorRefusal(400, { code: 400, message: 'Bad Request' });
  return Math.min(count, max);
}

function project(person: FakeSystemUser, request: Request): JsonObject {
  const asked = isText(request.query.fields) ? request.query.fields.split(' ') : [];
  if (asked.length === 0) return person;
  return Object.fromEntries(
    Object.entries(person).filter(([name]) => name === '_id' || asked.includes(name)),
  );
}

function searchEvents(events: readonly FakeEvent[], body: unknown) {
  const query: JsonObject = isObject(body) ? body : {};
  const since = isText(query.start_time) ? Date.parse(query.start_time) : Number.NaN;
  if (!Array.isArray(query.service) || Number.isNaN(since)) {
    throw new VendorRefusal(400, { message: 'service and start_time are required' });
  }
  const terms =
    isObject(query.search_term) && Array.isArray(query.search_term.and) ? query.search_term.and : [];
  const types: unknown[] = terms.flatMap((term) => (isObject(term) ? [term.event_type].flat() : []));
  // A limit without sense becomes the default, silently.
  const { limit: asked } = query;
  const isGood = typeof asked === 'number' && asked > 0 && asked <= EVENTS_MAX;
  const limit = isGood ? asked : EVENTS_DEFAULT;
  const after = Array.isArray(query.search_after) ? query.search_after[1] : undefined;
  const from = after === undefined ? 0 : events.findIndex(({ id }) => id === after) + 1;
  const fits = ({ event_type, timestamp }: FakeEvent): boolean =>
    Date.parse(timestamp) >= since && (types.length === 0 || types.includes(event_type));
  const found = events.slice(from).filter(fits).slice(0, limit);
  const last = found.at(-1);
  return { found, limit, searchAfter: last === undefined ? [0, ''] : [Date.parse(last.timestamp), last.id] };
}
