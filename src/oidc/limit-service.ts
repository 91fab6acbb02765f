import type { IncomingMessage } from 'node:http';
import Provider, { errors } from 'oidc-provider';
import type { OidcClient } from '../services/clients/find-oidc-client.ts';
import type { AdmitOidcRequest } from '../services/sign-in/oidc-services.ts';
import { withOutage } from './create-adapter.ts';

/** The client is over its limit. Shown on our page: after a redirect the client would only ask again. */
export class ServiceLimitedError extends errors.TemporarilyUnavailable {
  override readonly allow_redirect = false;
  override readonly statusCode = 429;
  override readonly status = 429;
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super('too many requests of this client');
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Counts a request. @throws ServiceLimitedError if the client is over its limit */
export type LimitService = (
  client: OidcClient,
  door: 'browser' | 'service',
  request: IncomingMessage,
) => Promise<void>;

/** `http:<address>` of the caller, as the rest of the program names it. */
export type SourceOf = (request: IncomingMessage) => string;

export function createLimitService(admitOidcRequest: AdmitOidcRequest, sourceOf: SourceOf): LimitService {
  return async function limitService(client, door, request) {
    const result = await withOutage(admitOidcRequest(client, door, sourceOf(request)));
    if (result.kind !== 'rate_limited') return;
    Provider.ctx?.set('Retry-After', String(result.retryAfterSeconds));
    throw new ServiceLimitedError(result.retryAfterSeconds);
  };
}

/**
 * The same for a request at the token or userinfo endpoint, whose client the library has identified. For a client without a secret, anyone may
 * have sent it.
 */
export function createLimitCaller(
  findOidcClient: (id: string) => Promise<OidcClient | null>,
  limitService: LimitService,
) {
  return async function limitCaller(): Promise<void> {
    const { ctx } = Provider;
    const caller = ctx?.oidc.client;
    const client = caller === undefined ? null : await findOidcClient(caller.clientId);
    if (ctx === undefined || client === null) return;
    await limitService(client, client.settings.authMethod === 'none' ? 'browser' : 'service', ctx.req);
  };
}
