import { z } from 'zod';
import type { VendorPage } from '../../vendors/http/read-pages.ts';
import type { VendorClient } from '../../vendors/http/vendor-client.ts';
import { type NamedGroup, noSuchGroup } from '../reading/named-groups.ts';
import { type OneLoginUser, oneLoginFields, oneLoginUser } from './onelogin-user.ts';

const PAGE_SIZE = 100;
const userList = z.array(oneLoginUser);
const memberList = z.array(oneLoginUser.pick({ id: true }));

/** @param since only people who have changed since then, in ISO 8601; `null` for all */
export async function readUsers(
  oneLogin: VendorClient,
  since: string | null,
  cursor: string | null,
  signal: AbortSignal,
): Promise<VendorPage<OneLoginUser>> {
  const { body, headers } = await oneLogin.send({
    path: '/api/2/users',
    query: {
      limit: PAGE_SIZE,
      fields: oneLoginFields.join(','),
      ...(since === null ? {} : { updated_since: since }),
      ...(cursor === null ? {} : { cursor }),
    },
    schema: userList,
    signal,
  });
  return { items: body, next: readCursor(headers) };
}

/** Ids of the people with a role of OneLogin, which is what groups are elsewhere. */
export async function readMembers(
  oneLogin: VendorClient,
  group: NamedGroup,
  cursor: string | null,
  signal: AbortSignal,
): Promise<VendorPage<string>> {
  const request = {
    path: `/api/2/roles/${encodeURIComponent(group.id)}/users`,
    query: { limit: PAGE_SIZE, ...(cursor === null ? {} : { cursor }) },
    schema: memberList,
    signal,
  };
  const answer = await oneLogin.find(request, [404]);
  if (answer === null) throw noSuchGroup(group);
  return { items: answer.body.map(({ id }) => id), next: readCursor(answer.headers) };
}

function readCursor(headers: Headers): string | null {
  const cursor = headers.get('after-cursor')?.trim() ?? '';
  return cursor === '' ? null : cursor;
}
