import type { z } from 'zod';
import { VendorError } from '../../ports/vendor.ts';
import type { VendorWorld } from '../vendor-world.ts';
import type { VendorClient } from './vendor-client.ts';
import { isSafe, type VendorRequest } from './vendor-request.ts';

export interface AccessToken {
  readonly token: string;
  readonly expiresInSeconds: number;
}

/** A token is renewed this long before it ends, so that it doesn't end on its way. */
const RENEW_BEFORE_MS = 60_000;

/**
 * Sends every request with a bearer token. A token that the vendor refuses is renewed once for the request: it may have been revoked,
 * but a credential that makes only refused tokens must not be tried forever. What may not be repeated isn't repeated with a new token
 * either: a 401 may come from a gateway, after the vendor did what it was asked.
 */
export function createAuthorizedClient(
  client: VendorClient,
  { clock }: Pick<VendorWorld, 'clock'>,
  getToken: (signal: AbortSignal) => Promise<AccessToken>,
): VendorClient {
  let current: { readonly token: string; readonly until: number } | null = null;

  async function authorize<Body extends z.ZodType>(
    request: VendorRequest<Body>,
  ): Promise<VendorRequest<Body>> {
    if (current === null || current.until <= clock.now()) {
      const { token, expiresInSeconds } = await getToken(request.signal);
      current = { token, until: clock.now() + expiresInSeconds * 1000 - RENEW_BEFORE_MS };
    }
    return { ...request, headers: { ...request.headers, authorization: `Bearer ${current.token}` } };
  }

  async function sendTwice<Body extends z.ZodType, Answer>(
    request: VendorRequest<Body>,
    send: (authorized: VendorRequest<Body>) => Promise<Answer>,
  ): Promise<Answer> {
    const isNew = current === null;
    try {
      return await send(await authorize(request));
    } catch (error) {
      if (!(error instanceof VendorError) || error.problem !== 'credential_refused' || isNew) throw error;
      current = null;
      if (!isSafe(request)) throw error;
      return send(await authorize(request));
    }
  }

  return {
    send: (request) => sendTwice(request, (authorized) => client.send(authorized)),
    find: (request, absentOn) => sendTwice(request, (authorized) => client.find(authorized, absentOn)),
  };
}
