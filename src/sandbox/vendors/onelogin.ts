import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { addOneLoginCodes, type OneLoginCodes } from './onelogin-codes.ts';
import { pageOf } from './page-of.ts';
import { startVendorFake, type VendorFake, VendorRefusal } from './vendor-fake.ts';

export interface OneLoginFakePerson {
  readonly id: number;
  readonly status: number;
  readonly state: number;
  /** ISO 8601. */
  readonly updated_at: string;
  readonly [field: string]: unknown;
}

export interface OneLoginFake extends VendorFake {
  /** By id; tests change it. */
  readonly people: Map<number, OneLoginFakePerson>;
  /** Ids of people by the role's id. */
  readonly roles: Map<string, readonly number[]>;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly codes: OneLoginCodes;
  /** Ends every token. */
  revokeTokens(): void;
  /** Takes the scope *Manage Users* from the credential. */
  forbidManaging(): void;
}

export interface OneLoginFakeOptions {
  /** People a page, if fewer than were asked for. */
  readonly pageMax?: number;
  /** Answers the login with the token in a list, as some of OneLogin's servers do. */
  readonly wrapsToken?: boolean;
  /** For tests; the machine's clock by default. */
  readonly now?: () => number;
  readonly port?: number;
}

const CLIENT = 'fakeClient';
const CLIENT_SECRET = 'fakeClientSecret';
const defaultFields = ['id', 'username', 'email', 'firstname', 'lastname', 'status', 'state', 'updated_at'];

/** OneLogin's API, as far as it is called: people, people with a role, tokens of access, and what `onelogin-codes.ts` adds. */
export async function startOneLoginFake(options: OneLoginFakeOptions = {}): Promise<OneLoginFake> {
  const { pageMax = 100, wrapsToken = false, now = Date.now, port = 0 } = options;
  const people = new Map<number, OneLoginFakePerson>();
  const roles = new Map<string, readonly number[]>();
  const tokens = new Set<string>();
  const pages = new Map<string, number>();
  let mayManage = true;

  const authorize = (request: Request): void => {
    const token = request.get('authorization')?.match(/^Bearer (.+)$/)?.[1];
    if (token === undefined || !tokens.has(token))
      throw refusal(401, 'Unauthorized', 'Authentication Failure');
  };

  const sendPage = (
    request: Request,
    response: Response,
    items: readonly OneLoginFakePerson[],
    names: readonly string[],
  ): void => {
    const { limit: asked = '50', cursor, fields } = request.query;
    const unknown = Object.keys(request.query).find((name) => ![...names, 'limit', 'cursor'].includes(name));
    const limit = Number(asked);
    if (unknown !== undefined || !Number.isInteger(limit) || limit < 1 || limit > 100) {
      throw refusal(422, 'UnprocessableEntityError', 'Invalid parameter');
    }
    const page = pageOf(items, pages, cursor, Math.min(limit, pageMax));
    if (page === null) throw refusal(422, 'UnprocessableEntityError', 'Invalid cursor');
    const shown = fields === undefined ? defaultFields : String(fields).split(',');
    response.set({
      'total-count': String(items.length),
      'page-items': String(page.items.length),
      'after-cursor': page.next ?? '',
      'x-request-id': randomUUID(),
    });
    response.json(page.items.map((person) => pick(person, shown)));
  };

  let codes: OneLoginCodes | undefined;
  const fake = await startVendorFake((routes) => {
    codes = addOneLoginCodes(routes, { people, now, authorize, mayManage: () => mayManage });
    routes.post('/auth/oauth2/v2/token', (request, response) => {
      const basic = Buffer.from(`${CLIENT}:${CLIENT_SECRET}`).toString('base64');
      if (request.get('authorization') !== `Basic ${basic}`) {
        throw new VendorRefusal(401, {
          error: true,
          code: 401,
          type: 'Unauthorized',
          message: 'Authentication Failure',
        });
      }
      if ((request.body as Record<string, unknown>).grant_type !== 'client_credentials') {
        throw new VendorRefusal(400, {
          error: true,
          code: 400,
          type: 'bad request',
          message: 'Invalid grant type',
        });
      }
      const token = randomUUID();
      tokens.add(token);
      const answer = {
        access_token: token,
        created_at: '2026-03-01T12:00:00Z',
        expires_in: 36_000,
        refresh_token: randomUUID(),
        token_type: 'bearer',
        account_id: 1,
      };
      response.json(wrapsToken ? { status: { error: false, code: 200 }, data: [answer] } : answer);
    });

    routes.get('/api/2/users', (request, response) => {
      authorize(request);
      const { updated_since: since, email, username } = request.query;
      if (since !== undefined && Number.isNaN(Date.parse(String(since)))) {
        throw refusal(422, 'UnprocessableEntityError', 'Invalid updated_since');
      }
      const all = [...people.values()];
      const changed = all.filter(
        (person) =>
          (since === undefined || person.updated_at > String(since)) &&
          fits(person.email, email) &&
          fits(person.username, username),
      );
      sendPage(request, response, changed, ['fields', 'updated_since', 'email', 'username']);
    });

    routes.get('/api/2/roles/:id/users', (request, response) => {
      authorize(request);
      const members = roles.get(request.params.id);
      if (members === undefined) throw refusal(404, 'NotFoundError', 'Role not found');
      const found = members.flatMap((id) => people.get(id) ?? []);
      sendPage(request, response, found, []);
    });
  }, port);

  if (codes === undefined) throw new Error('the fake has no codes');
  return {
    ...fake,
    people,
    roles,
    codes,
    clientId: CLIENT,
    clientSecret: CLIENT_SECRET,
    revokeTokens: () => tokens.clear(),
    forbidManaging() {
      mayManage = false;
    },
  };
}

/** OneLogin's search takes `*` for any text, and no account of case. */
function fits(value: unknown, sought: unknown): boolean {
  if (sought === undefined) return true;
  const pattern = String(sought)
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*');
  return new RegExp(`^${pattern}$`, 'i').test(String(value ?? ''));
}

function pick(item: Readonly<Record<string, unknown>>, fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(item).filter(([name]) => fields.includes(name)));
}

const refusal = (statusCode: number, name: string, message: string) =>
  new VendorRefusal(statusCode, { statusCode, name, message });
