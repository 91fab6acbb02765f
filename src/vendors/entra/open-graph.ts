import { z } from 'zod';
import type { VendorAccess } from '../../ports/vendor.ts';
import { createAuthorizedClient } from '../http/authorized-client.ts';
import { createVendorClient, type VendorClient } from '../http/vendor-client.ts';
import type { Judge } from '../http/vendor-request.ts';
import type { VendorWorld } from '../vendor-world.ts';

interface Cloud {
  readonly login: string;
  readonly graph: string;
}

const global: Cloud = { login: 'https://login.microsoftonline.com', graph: 'https://graph.microsoft.com' };

/** Microsoft's clouds, each with its own servers. */
export const clouds: ReadonlyMap<string, Cloud> = new Map([
  ['global', global],
  ['usgov', { login: 'https://login.microsoftonline.us', graph: 'https://graph.microsoft.us' }],
  ['usdod', { login: 'https://login.microsoftonline.us', graph: 'https://dod-graph.microsoft.us' }],
  ['china', { login: 'https://login.chinacloudapi.cn', graph: 'https://microsoftgraph.chinacloudapi.cn' }],
]);

const graphError = z.object({
  error: z.object({ code: z.string(), message: z.string().nullish().catch(null) }),
});
const tokenError = z.object({ error: z.string(), error_codes: z.array(z.number()).nullish() });

/** AADSTS numbers of a tenant that doesn't exist, or whose name has no tenant's form. */
const unknownTenant = new Set([90002, 900023]);

/**
 * Refusals whose code says nothing, by a part of their text. The text itself goes no further: it may name people.
 * @public
 */
export const OUT_OF_SCOPE = 'UserCredentialPolicy';
const codesByText: readonly (readonly [string, string])[] = [
  ['AuthMethodType [TemporaryAccessPass]', OUT_OF_SCOPE],
];

export const judgeEntra: Judge = ({ status, body }) => {
  const refused = tokenError.safeParse(body);
  if (refused.success) {
    const number = refused.data.error_codes?.[0];
    const code = number === undefined ? refused.data.error : `AADSTS${number}`;
    if (status >= 500) return { code };
    return { code, problem: unknownTenant.has(number ?? 0) ? 'unknown_account' : 'credential_refused' };
  }
  const failed = graphError.safeParse(body);
  if (!failed.success) return {};
  const { code, message } = failed.data.error;
  const known = codesByText.find(([text]) => message?.includes(text) === true);
  return { code: known?.[1] ?? code };
};

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

/** Microsoft Graph, for an application with a client secret. */
export function openGraph(world: VendorWorld, { settings, secret }: VendorAccess): VendorClient {
  const { login, graph } = clouds.get(settings.cloud ?? '') ?? global;
  const open = (baseUrl: string) =>
    createVendorClient(world, { baseUrl: settings.url ?? baseUrl, judge: judgeEntra });
  const tokens = open(login);
  return createAuthorizedClient(open(graph), world, async (signal) => {
    const { body } = await tokens.send({
      method: 'POST',
      path: `/${encodeURIComponent(settings.tenant ?? '')}/oauth2/v2.0/token`,
      form: {
        grant_type: 'client_credentials',
        client_id: settings.clientId ?? '',
        client_secret: secret?.reveal().trim() ?? '',
        scope: `${graph}/.default`,
      },
      isSafe: true,
      schema: tokenAnswer,
      signal,
    });
    return { token: body.access_token, expiresInSeconds: body.expires_in };
  });
}
