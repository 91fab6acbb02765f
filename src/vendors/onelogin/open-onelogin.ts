import { z } from 'zod';
import type { VendorAccess } from '../../ports/vendor.ts';
import { createAuthorizedClient } from '../http/authorized-client.ts';
import { createVendorClient, type VendorClient } from '../http/vendor-client.ts';
import type { Judge } from '../http/vendor-request.ts';
import type { VendorWorld } from '../vendor-world.ts';

const named = z.object({
  name: z.string().nullish(),
  type: z.string().nullish(),
  message: z.unknown().optional(),
});
/** Version 1 wraps its errors. */
const apiError = z.union([z.object({ status: named }).transform(({ status }) => status), named]);
const judge: Judge = ({ status, body }) => {
  const failed = apiError.safeParse(body);
  if (!failed.success) return {};
  const { name, type, message } = failed.data;
  // The text alone tells it from a refused credential: the status and the type are the same.
  const isNotPermitted = status === 401 && message === 'Insufficient Permission';
  return { code: name ?? type ?? null, problem: isNotPermitted ? 'not_permitted' : null };
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

/** OneLogin's API, for an application with a client secret. */
export function openOneLogin(world: VendorWorld, { settings, secret }: VendorAccess): VendorClient {
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
