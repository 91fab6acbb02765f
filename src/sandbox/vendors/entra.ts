import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { badRequest, notFound, refusal } from './entra-answers.ts';
import { createEntraCodes, type EntraCodes } from './entra-codes.ts';
import { filterPeople } from './entra-filter.ts';
import type { EntraFakeMember, EntraFakePerson } from './entra-people.ts';
import { pageOf } from './page-of.ts';
import { startVendorFake, type VendorFake, VendorRefusal } from './vendor-fake.ts';

export interface EntraFake extends VendorFake {
  readonly people: ReadonlyMap<string, EntraFakePerson>;
  /** Members by the group's id. */
  readonly groups: Map<string, readonly EntraFakeMember[]>;
  readonly tenant: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly codes: EntraCodes;
  /** Adds or changes a person; `isLate`: the server that answers for one person doesn't have it yet. */
  put(person: EntraFakePerson, options?: { readonly isLate?: boolean }): void;
  remove(id: string): void;
  /** Ends every token. */
  revokeTokens(): void;
  /** Ends every link to changes, as after seven days. */
  expireDelta(status?: 400 | 410): void;
  /** Sends the reader of the next list there. */
  lureTo(link: string | null): void;
}

export interface EntraFakeOptions {
  /** People or changes a page, if fewer than were asked for. */
  readonly pageMax?: number;
  /** False: a tenant for customers. */
  readonly hasDelta?: boolean;
  readonly port?: number;
  readonly now?: () => number;
}

/** What the fake's application may do: all that is ever asked for. */
const PERMISSIONS = [
  'User.Read.All',
  'UserAuthMethod-TAP.ReadWrite.All',
  'Policy.Read.AuthenticationMethod',
  'RoleManagement.Read.Directory',
  'UserAuthenticationMethod.Read.All',
  'AuditLog.Read.All',
  'User.RevokeSessions.All',
];

const TENANT = '7f9c1a52-0d3e-4b8a-9c55-2f6f0a1b3c4d';
const CLIENT = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
const CLIENT_SECRET = 'entra~fake~secret';
const defaultFields = ['id', 'displayName', 'jobTitle', 'mail', 'mobilePhone', 'userPrincipalName'];

/** Microsoft Graph, as far as it is read: people, their changes, members of groups, and tokens for an application. */
export async function startEntraFake(options: EntraFakeOptions = {}): Promise<EntraFake> {
  const { pageMax = 999, hasDelta = true, port = 0, now = Date.now } = options;
  const people = new Map<string, EntraFakePerson>();
  const late = new Map<string, EntraFakePerson>();
  const groups = new Map<string, readonly EntraFakeMember[]>();
  const changes: Record<string, unknown>[] = [];
  const tokens = new Set<string>();
  const granted = new Set(PERMISSIONS);
  const pages = new Map<string, number>();
  /** What the links to changes stand for: the selected fields, and where in the changes they start. */
  const deltas = new Map<string, { readonly fields: readonly string[]; readonly at: number }>();
  let expired: 400 | 410 = 410;
  let lure: string | null = null;
  let origin = '';

  const authorize = (request: Request, ...anyOf: string[]): void => {
    const token = request.get('authorization')?.match(/^Bearer (.+)$/)?.[1];
    if (token === undefined || !tokens.has(token)) {
      throw refusal(401, 'InvalidAuthenticationToken', 'Access token is empty or has expired.');
    }
    if (anyOf.length > 0 && !anyOf.some((permission) => granted.has(permission))) {
      throw refusal(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
    }
  };
  const codes = createEntraCodes({ people, groups, now, authorize, granted, pageMax });

  /** A page of a list; its link carries the whole query. */
  const list = <Item>(request: Request, items: readonly Item[], present: (item: Item) => unknown) => {
    const { $top = '100', $skiptoken } = request.query;
    const top = Number($top);
    if (!Number.isInteger(top) || top < 1 || top > 999) throw badRequest('$top');
    const page = pageOf(items, pages, $skiptoken, Math.min(top, pageMax));
    if (page === null) throw badRequest('$skiptoken');
    const link = new URL(`${origin}${request.originalUrl}`);
    link.searchParams.set('$skiptoken', page.next ?? '');
    const next = lure ?? (page.next === null ? null : link.href);
    return {
      '@odata.context': `${origin}/v1.0/$metadata`,
      value: page.items.map(present),
      ...(next === null ? {} : { '@odata.nextLink': next }),
    };
  };

  const presentPerson = (request: Request, person: EntraFakePerson) => {
    const { $select, $expand } = request.query;
    const manager = people.get(String(person.manager ?? ''));
    return {
      ...pick(person, $select === undefined ? defaultFields : String($select).split(',')),
      ...($expand !== undefined && manager !== undefined
        ? { manager: { '@odata.type': '#microsoft.graph.user', id: manager.id } }
        : {}),
    };
  };

  const deltaLink = (kind: '$skiptoken' | '$deltatoken', fields: readonly string[], at: number) => {
    const token = randomUUID();
    deltas.set(token, { fields, at });
    return `${origin}/v1.0/users/delta?${kind}=${token}`;
  };

  const fake = await startVendorFake((routes) => {
    routes.post('/:tenant/oauth2/v2.0/token', (request, response) => {
      const form = request.body as Record<string, unknown>;
      if (request.params.tenant !== TENANT) throw tokenRefusal('invalid_request', 90002);
      if (form.grant_type !== 'client_credentials') throw tokenRefusal('unsupported_grant_type', 70003);
      if (form.scope !== 'https://graph.microsoft.com/.default') throw tokenRefusal('invalid_scope', 70011);
      if (form.client_id !== CLIENT) throw tokenRefusal('unauthorized_client', 700016);
      if (form.client_secret !== CLIENT_SECRET) throw tokenRefusal('invalid_client', 7000215, 401);
      const token = `eyJ.${randomUUID()}`;
      tokens.add(token);
      response.json({ token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token: token });
    });

    codes.addRoutes(routes);

    routes.get('/v1.0/users', (request, response) => {
      authorize(request, 'User.Read.All');
      allowOnly(request, ['$select', '$expand', '$filter', '$top', '$skiptoken']);
      const { $filter } = request.query;
      const all = [...people.values()];
      const found = $filter === undefined ? all : filterPeople(all, String($filter));
      response.json(list(request, found, (person) => presentPerson(request, person)));
    });

    routes.get('/v1.0/users/delta', (request, response) => {
      authorize(request);
      if (!hasDelta) throw badRequest('delta');
      allowOnly(request, ['$select', '$deltatoken', '$skiptoken']);
      const { $select, $deltatoken, $skiptoken } = request.query;
      const context = { '@odata.context': `${origin}/v1.0/$metadata#users` };
      if ($deltatoken === 'latest') {
        const fields = String($select ?? defaultFields).split(',');
        return void response.json({
          ...context,
          value: [],
          '@odata.deltaLink': deltaLink('$deltatoken', fields, changes.length),
        });
      }
      const start = deltas.get(String($deltatoken ?? $skiptoken));
      if (start === undefined) {
        const code = expired === 410 ? 'resyncRequired' : 'syncStateNotFound';
        throw refusal(expired, code, 'The sync state generation is not found; continuing is not possible.');
      }
      const { fields, at } = start;
      // A page may be empty and yet not be the last: Graph sends such ones, so the fake starts with one.
      const end = $skiptoken === undefined ? at : Math.min(changes.length, at + pageMax);
      const link =
        end < changes.length
          ? { '@odata.nextLink': lure ?? deltaLink('$skiptoken', fields, end) }
          : { '@odata.deltaLink': deltaLink('$deltatoken', fields, end) };
      const value = changes.slice(at, end).map((change) => pick(change, [...fields, '@removed']));
      response.json({ ...context, value, ...link });
    });

    routes.get('/v1.0/users/:id', (request, response) => {
      authorize(request);
      allowOnly(request, ['$select', '$expand']);
      const person = late.get(request.params.id) ?? people.get(request.params.id);
      if (person === undefined) throw notFound(request.params.id);
      response.json({
        '@odata.context': `${origin}/v1.0/$metadata#users/$entity`,
        ...presentPerson(request, person),
      });
    });

    routes.get('/v1.0/groups/:id/members', (request, response) => {
      authorize(request);
      allowOnly(request, ['$select', '$top', '$skiptoken']);
      const members = groups.get(request.params.id);
      if (members === undefined) throw notFound(request.params.id);
      response.json(list(request, members, (member) => member));
    });
  }, port);
  origin = fake.origin;

  return {
    ...fake,
    people,
    groups,
    tenant: TENANT,
    clientId: CLIENT,
    clientSecret: CLIENT_SECRET,
    codes,
    put(person, { isLate = false } = {}) {
      const earlier = people.get(person.id);
      if (isLate && earlier !== undefined) late.set(person.id, earlier);
      const changed = Object.entries(person).filter(([name, value]) => earlier?.[name] !== value);
      people.set(person.id, person);
      changes.push({ ...Object.fromEntries(changed), id: person.id });
    },
    remove(id) {
      people.delete(id);
      changes.push({ id, '@removed': { reason: 'changed' } });
    },
    revokeTokens: () => tokens.clear(),
    expireDelta(status = 410) {
      expired = status;
      deltas.clear();
    },
    lureTo: (link) => {
      lure = link;
    },
  };
}

function pick(item: Readonly<Record<string, unknown>>, fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(item).filter(([name]) => name === 'id' || fields.includes(name)));
}

function allowOnly({ query }: Request, names: readonly string[]): void {
  const unknown = Object.keys(query).find((name) => !names.includes(name));
  if (unknown !== undefined) throw badRequest(unknown);
  const { $expand } = query;
  if ($expand !== undefined && $expand !== 'manager($select=id)') throw badRequest('$expand');
}

const tokenRefusal = (error: string, number: number, status = 400) =>
  new VendorRefusal(status, {
    error,
    error_description: `AADSTS${number}: refused, in a text that may name a person.`,
    error_codes: [number],
    timestamp: '2026-03-01 12:00:00Z',
    trace_id: randomUUID(),
    correlation_id: randomUUID(),
  });
