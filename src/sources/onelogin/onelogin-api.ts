import { z } from 'zod';
import type { SourceAccess } from '../../ports/directory/source.ts';
import { createAuthorizedClient } from '../http/authorized-client.ts';
import type { VendorPage } from '../http/read-pages.ts';
import { createVendorClient, type VendorClient } from '../http/vendor-client.ts';
import type { Judge } from '../http/vendor-request.ts';
import { type NamedGroup, noSuchGroup } from '../reading/named-groups.ts';
import type { SourceWorld } from '../source-world.ts';
import { type OneLoginUser, oneLoginFields, oneLoginUser } from './onelogin-user.ts';

const apiError = z.object({ name: z.string().nullish(), type: z.string().nullish() });
const judge: Judge = ({ body }) => {
  const failed = apiError.safeParse(body);
  return failed.success ? { code: failed.data.name ?? failed.data.type ?? null } : {};
};
/** The login answers 404 for a subdomain that isn't there. */
const judgeLogin: Judge = (answer) => {
  const { code = null } = judge(answer);
  if (answer.status === 404) return { code, problem: 'unknown_account' };
  return { code, problem: answer.status === 400 ? 'credential_refused' : null };
};

const token = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive().default(36_000),
});
/** Some answers have the token in a list. */
const tokenAnswer = z.union([token, z.object({ data: z.tuple([token]) }).transform(({ data }) => data[0])]);

export function openOneLogin(world: SourceWorld, { settings, secret }: SourceAccess): VendorClient {
  const baseUrl = settings.url ?? `https://${settings.subdomain}.onelogin.com`;
  const login = createVendorClient(world, { baseUrl, judge: judgeLogin });
  const api = createVendorClient(world, { baseUrl, judge });
  return createAuthorizedClient(api, world, async (signal) => {
    const basic = Buffer.from(`${settings.clientId}:${secret?.reveal().trim() ?? ''}`).toString('base64');
    const { body } = await login.send({
      method: 'POST',
      path: '/auth/oauth2/v2/token',
      headers: { authorization: `Basic ${basic}` },
      json: { grant_type: 'client_credentials' },
      isSafe: true,
      schema: tokenAnswer,
      signal,
    });
    return { token: body.access_token, expiresInSeconds: body.expires_in };
  });
}

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
