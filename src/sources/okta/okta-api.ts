import { z } from 'zod';
import type { VendorPage } from '../../vendors/http/read-pages.ts';
import type { VendorClient } from '../../vendors/http/vendor-client.ts';
import { readNextLink } from '../../vendors/okta/next-link.ts';
import { type NamedGroup, noSuchGroup } from '../reading/named-groups.ts';
import { type OktaUser, oktaUser } from './okta-user.ts';

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
