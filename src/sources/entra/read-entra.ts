import { z } from 'zod';
import type { VendorPage } from '../../vendors/http/read-pages.ts';
import type { VendorClient } from '../../vendors/http/vendor-client.ts';
import { type NamedGroup, noSuchGroup } from '../reading/named-groups.ts';
import { type EntraUser, entraFields, entraUser } from './entra-user.ts';

const PAGE_SIZE = 999;
const nextLink = z.string().min(1).nullish();
const userList = z.object({ value: z.array(entraUser), '@odata.nextLink': nextLink });
const memberList = z.object({
  value: z.array(z.object({ id: z.string().min(1), '@odata.type': z.string().nullish() })),
  '@odata.nextLink': nextLink,
});

const userQuery = { $select: entraFields.join(','), $expand: 'manager($select=id)' };

/** @param link Graph's link to the page, which carries the query; `null` for the first */
export async function readUsers(
  graph: VendorClient,
  link: string | null,
  signal: AbortSignal,
): Promise<VendorPage<EntraUser>> {
  const first = { path: '/v1.0/users', query: { ...userQuery, $top: PAGE_SIZE } };
  const { body } = await graph.send({ ...pageAt(link, first), schema: userList, signal });
  return { items: body.value, next: body['@odata.nextLink'] ?? null };
}

/** Ids of the people in a group. */
export async function readMembers(
  graph: VendorClient,
  group: NamedGroup,
  link: string | null,
  signal: AbortSignal,
): Promise<VendorPage<string>> {
  const first = {
    path: `/v1.0/groups/${encodeURIComponent(group.id)}/members`,
    query: { $select: 'id', $top: PAGE_SIZE },
  };
  const answer = await graph.find({ ...pageAt(link, first), schema: memberList, signal }, [404]);
  if (answer === null) throw noSuchGroup(group);
  const people = answer.body.value.filter((member) => member['@odata.type'] === '#microsoft.graph.user');
  return { items: people.map(({ id }) => id), next: answer.body['@odata.nextLink'] ?? null };
}

/**
 * A person by id, with what the list of changes says of them on top: the server that answers may not have the change yet.
 * @returns `null` if they are gone
 */
export async function findUser(
  graph: VendorClient,
  change: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<EntraUser | null> {
  const answer = await graph.find(
    {
      path: `/v1.0/users/${encodeURIComponent(String(change.id))}`,
      query: userQuery,
      schema: z
        .looseObject({})
        .transform((user) => ({ ...user, ...change }))
        .pipe(entraUser),
      signal,
    },
    [404],
  );
  return answer?.body ?? null;
}

/** Only what the page's own link says is sent along: a query added to it would be a second one. */
function pageAt<Query>(link: string | null, first: { readonly path: string; readonly query: Query }) {
  return link === null ? first : { path: link };
}
