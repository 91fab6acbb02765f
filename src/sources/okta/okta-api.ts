import { z } from 'zod';
import { type SourceAccess, SourceError } from '../../ports/directory/source.ts';
import { createAuthorizedClient } from '../http/authorized-client.ts';
import type { VendorPage } from '../http/read-pages.ts';
import { createVendorClient, type VendorClient } from '../http/vendor-client.ts';
import type { Judge } from '../http/vendor-request.ts';
import { type NamedGroup, noSuchGroup } from '../reading/named-groups.ts';
import type { SourceWorld } from '../source-world.ts';
import { type OktaUser, oktaUser } from './okta-user.ts';
import { requestToken } from './request-token.ts';

const apiError = z.object({ errorCode: z.string() });
const tokenError = z.object({ error: z.string() });

const judge: Judge = ({ status, headers, body }) => {
  const refused = tokenError.safeParse(body);
  if (refused.success)
    return { code: refused.data.error, problem: status < 500 ? 'credential_refused' : null };
  const failed = apiError.safeParse(body);
  return { code: failed.success ? failed.data.errorCode : null, retryAfterMs: readReset(headers) };
};

/** Milliseconds until the limit starts again: seconds of the epoch, by Okta's clock. */
function readReset(headers: Headers): number | null {
  const reset = Number(headers.get('x-rate-limit-reset') ?? Number.NaN) * 1000;
  const now = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(reset - now) ? null : Math.max(0, reset - now);
}

/** An organization's server, with an API token, or as a service app if the settings name one. */
export function openOkta(
  world: SourceWorld,
  { settings, secret }: SourceAccess,
  scopes: readonly string[],
): VendorClient {
  const origin = settings.url ?? `https://${settings.domain}`;
  const client = createVendorClient(world, { baseUrl: origin, judge });
  const credential = secret?.reveal().trim() ?? '';
  if (credential === '') throw new SourceError('credential_refused', 'no credential');
  const { clientId } = settings;
  if (clientId !== undefined) {
    const request = { client, world, origin, clientId, privateKey: credential, scopes };
    return createAuthorizedClient(client, world, (signal) => requestToken(request, signal));
  }
  const headers = { authorization: `SSWS ${credential}` };
  return {
    send: (request) => client.send({ ...request, headers }),
    find: (request, absentOn) => client.find({ ...request, headers }, absentOn),
  };
}

const PAGE_SIZE = 200;
const userList = z.array(oktaUser);
const memberList = z.array(z.object({ id: z.string().min(1) }));

/**
 * @param since people changed since then, in ISO 8601, the deprovisioned included. `null`: everyone but the deprovisioned. The search for
 *   changes may miss those of the last seconds; the plain list does not.
 * @param link Okta's link to the page; `null` for the first
 */
export async function readUsers(
  okta: VendorClient,
  since: string | null,
  link: string | null,
  signal: AbortSignal,
): Promise<VendorPage<OktaUser>> {
  const query = { limit: PAGE_SIZE, ...(since === null ? {} : { search: `lastUpdated gt "${since}"` }) };
  const first = { path: '/api/v1/users', query };
  const answer = await okta.send({ ...(link === null ? first : { path: link }), schema: userList, signal });
  return { items: answer.body, next: readNextLink(answer.headers) };
}

/** Ids of the people in a group. */
export async function readMembers(
  okta: VendorClient,
  group: NamedGroup,
  link: string | null,
  signal: AbortSignal,
): Promise<VendorPage<string>> {
  const first = { path: `/api/v1/groups/${encodeURIComponent(group.id)}/users`, query: { limit: PAGE_SIZE } };
  const request = { ...(link === null ? first : { path: link }), schema: memberList, signal };
  const answer = await okta.find(request, [404]);
  if (answer === null) throw noSuchGroup(group);
  return { items: answer.body.map(({ id }) => id), next: readNextLink(answer.headers) };
}

/** The address in `Link: <...>; rel="next"` (RFC 8288); `null` if there is none. */
function readNextLink(headers: Headers): string | null {
  return headers.get('link')?.match(/<([^>]*)>\s*;\s*rel="?next"?/)?.[1] ?? null;
}
