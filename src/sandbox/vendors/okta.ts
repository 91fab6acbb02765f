import { createPublicKey, createVerify, generateKeyPairSync, randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { addOktaCodeRoutes } from './okta-code-routes.ts';
import { createOktaCodes, type OktaCodes } from './okta-codes.ts';
import { createOktaLog } from './okta-log.ts';
import { filterPeople, type OktaFakePerson } from './okta-person.ts';
import { pageOf } from './page-of.ts';
import { startVendorFake, type VendorFake, VendorRefusal } from './vendor-fake.ts';

export interface OktaFake extends VendorFake {
  /** By id; tests change it. */
  readonly people: Map<string, OktaFakePerson>;
  /** Temporary access codes, and what is around them. */
  readonly codes: OktaCodes;
  /** Ids of members by the group's id. */
  readonly groups: Map<string, readonly string[]>;
  readonly apiToken: string;
  readonly clientId: string;
  /** The service app's key, as a JWK and in PEM. */
  readonly jwk: string;
  readonly pem: string;
  /** The scopes that the service app has been granted. */
  readonly granted: Set<string>;
  /** Ends every token of the service app. */
  revokeTokens(): void;
  /** Sends the reader of the next page there. */
  lureTo(link: string | null): void;
}

const API_TOKEN = '00fakeOktaApiToken';
const CLIENT = '0oaFakeServiceApp';
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/**
 * Okta's management API, as far as it is used: people, members of groups, temporary access codes, and tokens of a service app.
 * @param pageMax people a page, if fewer than were asked for
 */
export async function startOktaFake({ pageMax = 200, now = Date.now, port = 0 } = {}): Promise<OktaFake> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const people = new Map<string, OktaFakePerson>();
  const groups = new Map<string, readonly string[]>();
  const granted = new Set(['okta.users.read', 'okta.groups.read']);
  const scopesOf = new Map<string, ReadonlySet<string>>();
  const usedIds = new Set<string>();
  const pages = new Map<string, number>();
  let lure: string | null = null;
  let origin = '';

  const authorize = (request: Request, scope: string): void => {
    const [, kind, token = ''] = request.get('authorization')?.match(/^(SSWS|Bearer) (.+)$/) ?? [];
    const ofToken = kind === 'SSWS' && token === API_TOKEN ? codes.tokenScopes : undefined;
    const scopes = kind === 'Bearer' ? scopesOf.get(token) : ofToken;
    if (scopes === undefined) throw refusal(401, 'E0000011', 'Invalid token provided');
    if (!scopes.has(scope))
      throw refusal(403, 'E0000006', 'You do not have permission to perform the requested action');
  };

  const sendPage = (
    request: Request,
    response: Response,
    items: readonly OktaFakePerson[],
    names: readonly string[],
  ) => {
    const unknown = Object.keys(request.query).find((name) => ![...names, 'limit', 'after'].includes(name));
    const limit = Number(request.query.limit ?? 200);
    const isGood = Number.isInteger(limit) && limit >= 1 && limit <= 200;
    if (unknown !== undefined || !isGood) throw refusal(400, 'E0000001', 'Api validation failed');
    const page = pageOf(items, pages, request.query.after, Math.min(limit, pageMax));
    if (page === null) throw refusal(400, 'E0000001', 'Api validation failed: after');
    const here = new URL(`${origin}${request.originalUrl}`);
    response.append('link', `<${here.href}>; rel="self"`);
    if (page.next !== null) {
      here.searchParams.set('after', page.next);
      response.append('link', `<${lure ?? here.href}>; rel="next"`);
    }
    response.set({ 'x-rate-limit-limit': '600', 'x-rate-limit-remaining': '599' });
    response.json(page.items);
  };

  const log = createOktaLog(now, (what) => refusal(400, 'E0000001', `Api validation failed: ${what}`));
  const codes = createOktaCodes(people, now, log);

  const fake = await startVendorFake((routes) => {
    addOktaCodeRoutes(routes, { people, codes, log, authorize, refuse: refusal });
    routes.post('/oauth2/v1/token', (request, response) => {
      const form = request.body as Record<string, unknown>;
      if (form.grant_type !== 'client_credentials') throw tokenRefusal('unsupported_grant_type');
      if (form.client_assertion_type !== ASSERTION_TYPE) throw tokenRefusal('invalid_client', 401);
      const claims = verify(String(form.client_assertion));
      const seconds = now() / 1000;
      const isGood =
        claims.iss === CLIENT &&
        claims.sub === CLIENT &&
        claims.aud === `${origin}/oauth2/v1/token` &&
        Number(claims.exp) > seconds &&
        Number(claims.exp) <= seconds + 3600 &&
        // An assertion works once.
        !usedIds.has(String(claims.jti));
      if (!isGood) throw tokenRefusal('invalid_client', 401);
      usedIds.add(String(claims.jti));
      const scopes = String(form.scope ?? '').split(' ');
      if (!scopes.every((scope) => granted.has(scope))) throw tokenRefusal('invalid_scope');
      const token = `eyJ.${randomUUID()}`;
      scopesOf.set(token, new Set(scopes));
      response.json({ token_type: 'Bearer', expires_in: 3600, access_token: token, scope: form.scope });
    });

    routes.get('/api/v1/users', (request, response) => {
      authorize(request, 'okta.users.read');
      const all = [...people.values()];
      const { search, filter } = request.query;
      if (filter !== undefined) {
        const found = filterPeople(all, String(filter));
        if (found === null) throw refusal(400, 'E0000031', 'Invalid search criteria.');
        return sendPage(request, response, found, ['filter']);
      }
      if (search === undefined) {
        const present = all.filter(({ status }) => status !== 'DEPROVISIONED');
        return sendPage(request, response, present, []);
      }
      // The one expression that is known here; names are case-sensitive, and the time is in quotes.
      const since = /^lastUpdated gt "(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)"$/.exec(String(search))?.[1];
      if (since === undefined) throw refusal(400, 'E0000031', 'Invalid search criteria.');
      const changed = all.filter(({ lastUpdated }) => lastUpdated > since);
      sendPage(request, response, changed, ['search']);
    });

    routes.get('/api/v1/groups/:id/users', (request, response) => {
      authorize(request, 'okta.groups.read');
      const members = groups.get(request.params.id);
      if (members === undefined) throw refusal(404, 'E0000007', 'Not found: Resource not found (UserGroup)');
      const found = members.flatMap((id) => people.get(id) ?? []);
      sendPage(request, response, found, []);
    });
  }, port);
  origin = fake.origin;

  function verify(assertion: string): Record<string, unknown> {
    const [head = '', body = '', signature = ''] = assertion.split('.');
    const verifier = createVerify('RSA-SHA256').update(`${head}.${body}`);
    const isSigned = verifier.verify(createPublicKey(privateKey), signature, 'base64url');
    if (!isSigned || decode(head).alg !== 'RS256') throw tokenRefusal('invalid_client', 401);
    return decode(body);
  }

  return {
    ...fake,
    people,
    codes,
    groups,
    apiToken: API_TOKEN,
    clientId: CLIENT,
    jwk: JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: 'key-1', alg: 'RS256', use: 'sig' }),
    pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    granted,
    revokeTokens: () => scopesOf.clear(),
    lureTo: (link) => {
      lure = link;
    },
  };
}

const decode = (part: string) =>
  JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;

const refusal = (status: number, errorCode: string, errorSummary: string) =>
  new VendorRefusal(status, {
    errorCode,
    errorSummary,
    errorLink: errorCode,
    errorId: `oae${randomUUID()}`,
    errorCauses: [],
  });

const tokenRefusal = (error: string, status = 400) =>
  new VendorRefusal(status, { error, error_description: 'Refused, in a text that may name a person.' });
