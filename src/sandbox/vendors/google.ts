import { createVerify, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { allowOnly, type GoogleFakePerson, invalid, refusal } from './google-answers.ts';
import { createGoogleCodes, type GoogleCodes } from './google-codes.ts';
import { pageOf } from './page-of.ts';
import { startVendorFake, type VendorFake, VendorRefusal } from './vendor-fake.ts';

export interface GoogleFakeGroup {
  readonly email: string;
  readonly members: readonly {
    readonly id: string;
    readonly type: 'USER' | 'GROUP' | 'CUSTOMER' | 'EXTERNAL';
  }[];
}

export interface GoogleFake extends VendorFake {
  /** By id; tests change it. */
  readonly people: Map<string, GoogleFakePerson>;
  /** By id. */
  readonly groups: Map<string, GoogleFakeGroup>;
  readonly admin: string;
  /** The key file of the service account, as the console gives it. */
  readonly keyFile: string;
  /** The scopes that the administrator has delegated. */
  readonly delegated: Set<string>;
  readonly codes: GoogleCodes;
  /** Ends every token. */
  revokeTokens(): void;
}

const SCOPES = 'https://www.googleapis.com/auth';
const SCOPE = `${SCOPES}/admin.directory`;
const TOKEN_AUDIENCE = 'https://oauth2.googleapis.com/token';
const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const ACCOUNT = 'reader@directory.iam.gserviceaccount.example';
const ADMIN = 'admin@corp.example';
const LIFE_SECONDS_MAX = 3600;

/**
 * Google's Directory API, as far as it is read: users and members of groups, and tokens by domain-wide delegation.
 * @param pageMax answers with fewer than were asked for, as Google may
 */
export async function startGoogleFake({ pageMax = 500, now = Date.now, port = 0 } = {}): Promise<GoogleFake> {
  const { privateKey, publicKey } = makeKeys();
  const people = new Map<string, GoogleFakePerson>();
  const groups = new Map<string, GoogleFakeGroup>();
  const delegated = new Set([
    `${SCOPE}.user.readonly`,
    `${SCOPE}.group.member.readonly`,
    `${SCOPE}.user.security`,
    `${SCOPES}/admin.reports.audit.readonly`,
  ]);
  const scopesOf = new Map<string, ReadonlySet<string>>();
  const pages = new Map<string, number>();

  const authorize = (request: Request, scope: string): void => {
    const token = request.get('authorization')?.match(/^Bearer (.+)$/)?.[1];
    const scopes = token === undefined ? undefined : scopesOf.get(token);
    if (scopes === undefined) throw refusal(401, 'authError', 'Invalid Credentials', 'UNAUTHENTICATED');
    if (!scopes.has(scope)) {
      throw refusal(403, 'insufficientPermissions', 'Insufficient Permission', 'PERMISSION_DENIED');
    }
  };
  const codes = createGoogleCodes({ people, now, authorize });
  const cut = <Item>(items: readonly Item[], request: Request, max: number, standard: number) => {
    const asked = Number(request.query.maxResults ?? standard);
    if (!Number.isInteger(asked) || asked < 1 || asked > max) throw invalid('maxResults');
    const page = pageOf(items, pages, request.query.pageToken, Math.min(asked, pageMax));
    if (page === null) throw invalid('pageToken');
    return page;
  };

  const fake = await startVendorFake((routes) => {
    routes.post('/token', (request, response) => {
      const { grant_type: grant, assertion } = request.body as Record<string, unknown>;
      if (grant !== GRANT) throw tokenRefusal('unsupported_grant_type');
      const claims = verify(String(assertion), publicKey, now());
      const scopes = String(claims.scope ?? '').split(' ');
      if (claims.sub !== ADMIN) throw tokenRefusal('invalid_grant');
      if (!scopes.every((scope) => delegated.has(scope))) throw tokenRefusal('unauthorized_client', 401);
      const token = `ya29.${randomUUID()}`;
      scopesOf.set(token, new Set(scopes));
      response.json({ access_token: token, expires_in: 3599, token_type: 'Bearer' });
    });

    routes.get('/admin/directory/v1/users', (request, response) => {
      authorize(request, `${SCOPE}.user.readonly`);
      allowOnly(request, ['customer', 'maxResults', 'pageToken', 'query']);
      if (request.query.customer !== 'my_customer')
        throw refusal(404, 'notFound', 'Domain not found.', 'NOT_FOUND');
      const page = cut(searchPeople([...people.values()], request.query.query), request, 500, 100);
      response.json({
        kind: 'admin#directory#users',
        etag: '"etag"',
        ...(page.items.length > 0 ? { users: page.items } : {}),
        ...(page.next === null ? {} : { nextPageToken: page.next }),
      });
    });

    codes.addRoutes(routes);

    routes.get('/admin/directory/v1/groups/:key/members', (request, response) => {
      authorize(request, `${SCOPE}.group.member.readonly`);
      allowOnly(request, ['maxResults', 'pageToken']);
      const { key } = request.params;
      const group = groups.get(key) ?? [...groups.values()].find(({ email }) => email === key);
      if (group === undefined) throw refusal(404, 'notFound', 'Resource Not Found: groupKey', 'NOT_FOUND');
      const page = cut(group.members, request, 200, 200);
      const members = page.items.map((member) => ({
        kind: 'admin#directory#member',
        role: 'MEMBER',
        status: 'ACTIVE',
        ...member,
      }));
      response.json({
        kind: 'admin#directory#members',
        etag: '"etag"',
        ...(members.length > 0 ? { members } : {}),
        ...(page.next === null ? {} : { nextPageToken: page.next }),
      });
    });
  }, port);

  const keyFile = JSON.stringify({
    type: 'service_account',
    project_id: 'directory',
    private_key_id: 'key-1',
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    client_email: ACCOUNT,
    client_id: '100000000000000000001',
    token_uri: TOKEN_AUDIENCE,
  });
  return {
    ...fake,
    people,
    groups,
    admin: ADMIN,
    keyFile,
    delegated,
    codes,
    revokeTokens: () => scopesOf.clear(),
  };
}

let keys: ReturnType<typeof generateKeys> | null = null;
const generateKeys = () => generateKeyPairSync('rsa', { modulusLength: 2048 });

/** One pair for every fake of the process: to make one takes long. */
function makeKeys(): ReturnType<typeof generateKeys> {
  keys ??= generateKeys();
  return keys;
}

/** People by an address of theirs, which is the only search that is imitated. */
function searchPeople(people: readonly GoogleFakePerson[], query: unknown): readonly GoogleFakePerson[] {
  if (query === undefined) return people;
  const [, quoted] = /^email='((?:[^'\\]|\\.)+)'$/.exec(String(query)) ?? [];
  if (quoted === undefined) throw invalid('query');
  const address = quoted.replaceAll(/\\(.)/g, '$1').toLowerCase();
  const isTheirs = ({ primaryEmail, aliases }: GoogleFakePerson) =>
    [primaryEmail, ...(Array.isArray(aliases) ? aliases : [])].some(
      (each) => String(each).toLowerCase() === address,
    );
  return people.filter(isTheirs);
}

function verify(assertion: string, key: KeyObject, now: number): Record<string, unknown> {
  const [head = '', body = '', signature = ''] = assertion.split('.');
  const isSigned = createVerify('RSA-SHA256').update(`${head}.${body}`).verify(key, signature, 'base64url');
  if (!isSigned) throw tokenRefusal('invalid_grant');
  const header = decode(head);
  const claims = decode(body);
  const seconds = now / 1000;
  const issued = Number(claims.iat);
  const ends = Number(claims.exp);
  const isGood =
    header.alg === 'RS256' &&
    claims.iss === ACCOUNT &&
    claims.aud === TOKEN_AUDIENCE &&
    issued <= seconds + 60 &&
    ends > seconds &&
    ends - issued <= LIFE_SECONDS_MAX;
  if (!isGood) throw tokenRefusal('invalid_grant');
  return claims;
}

const decode = (part: string) =>
  JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;

const tokenRefusal = (error: string, status = 400) =>
  new VendorRefusal(status, { error, error_description: 'Refused for a person named in this text.' });
