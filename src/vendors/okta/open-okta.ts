import { z } from 'zod';
import { type VendorAccess, VendorError } from '../../ports/vendor.ts';
import { createAuthorizedClient } from '../http/authorized-client.ts';
import { createVendorClient, type VendorClient } from '../http/vendor-client.ts';
import type { Judge } from '../http/vendor-request.ts';
import type { VendorWorld } from '../vendor-world.ts';
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
  world: VendorWorld,
  { settings, secret }: VendorAccess,
  scopes: readonly string[],
): VendorClient {
  const origin = settings.url ?? `https://${settings.domain}`;
  const client = createVendorClient(world, { baseUrl: origin, judge });
  const credential = secret?.reveal().trim() ?? '';
  if (credential === '') throw new VendorError('credential_refused', 'no credential');
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
