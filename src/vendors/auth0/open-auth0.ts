import { z } from 'zod';
import type { VendorAccess } from '../../ports/vendor.ts';
import { type AccessToken, createAuthorizedClient } from '../http/authorized-client.ts';
import { createVendorClient, type VendorClient } from '../http/vendor-client.ts';
import type { Judge } from '../http/vendor-request.ts';
import type { VendorWorld } from '../vendor-world.ts';

const apiError = z.object({ errorCode: z.string().nullish() });
const judge: Judge = ({ headers, body }) => {
  const failed = apiError.safeParse(body);
  return { code: failed.success ? (failed.data.errorCode ?? null) : null, retryAfterMs: readReset(headers) };
};

const loginError = z.object({ error: z.string().nullish() });
const judgeLogin: Judge = ({ status, headers, body }) => {
  const failed = loginError.safeParse(body);
  const code = failed.success ? (failed.data.error ?? null) : null;
  if (status === 404) return { code, problem: 'unknown_account' };
  const isRefused = status >= 400 && status < 500 && status !== 429 && status !== 403;
  return { code, problem: isRefused ? 'credential_refused' : null, retryAfterMs: readReset(headers) };
};

/** Milliseconds until the limit starts again: seconds of the epoch, by Auth0's clock. */
function readReset(headers: Headers): number | null {
  const reset = Number(headers.get('x-ratelimit-reset') ?? Number.NaN) * 1000;
  const now = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(reset - now) ? null : Math.max(0, reset - now);
}

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive(),
  scope: z.string().default(''),
});

export interface Auth0 extends VendorClient {
  /** What the application has been granted. */
  readScopes(signal: AbortSignal): Promise<ReadonlySet<string>>;
}

/** A tenant's Management API, for a machine-to-machine application with a client secret. */
export function openAuth0(world: VendorWorld, { settings, secret }: VendorAccess): Auth0 {
  const { domain = '', clientId = '' } = settings;
  const baseUrl = settings.url ?? `https://${domain}`;
  const login = createVendorClient(world, { baseUrl, judge: judgeLogin });
  const api = createVendorClient(world, { baseUrl, judge });

  const requestToken = async (signal: AbortSignal): Promise<AccessToken & { readonly scope: string }> => {
    const { body } = await login.send({
      method: 'POST',
      path: '/oauth/token',
      json: {
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: secret?.reveal().trim() ?? '',
        audience: `https://${domain}/api/v2/`,
      },
      isSafe: true,
      schema: tokenAnswer,
      signal,
    });
    return { token: body.access_token, expiresInSeconds: body.expires_in, scope: body.scope };
  };

  return {
    ...createAuthorizedClient(api, world, requestToken),
    async readScopes(signal) {
      const { scope } = await requestToken(signal);
      return new Set(scope.split(' '));
    },
  };
}
