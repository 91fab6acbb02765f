import { z } from 'zod';
import { DeviceCheckError } from '../ports/device-check.ts';
import type { CibaWire } from './ciba-wire.ts';

export const CIBA_GRANT = 'urn:openid:params:grant-type:ciba';

const secretMethods = ['client_secret_basic', 'client_secret_post'] as const;

/** What is needed of a provider's metadata (CIBA Core 4, OpenID Connect Discovery 3). */
export interface ProviderDescription {
  readonly askUrl: URL;
  readonly tokenUrl: URL;
  readonly keysUrl: URL;
  readonly authentication: (typeof secretMethods)[number];
}

const metadata = z.object({
  issuer: z.string(),
  token_endpoint: z.string(),
  jwks_uri: z.string(),
  backchannel_authentication_endpoint: z.string().optional(),
  backchannel_token_delivery_modes_supported: z.array(z.string()).optional(),
  grant_types_supported: z.array(z.string()).optional(),
  scopes_supported: z.array(z.string()).optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
});

/** Reads what the provider says of itself. @throws DeviceCheckError if people can't be asked by it */
export async function readDescription(wire: CibaWire, issuer: string): Promise<ProviderDescription> {
  const base = wire.parseAddress(issuer);
  if (base.search !== '') throw new DeviceCheckError('bad_address');
  const { status, body } = await wire.get(
    new URL(`${base.href.replace(/\/$/, '')}/.well-known/openid-configuration`),
  );
  const parsed = metadata.safeParse(body);
  if (status !== 200 || !parsed.success) {
    const field = parsed.error?.issues[0]?.path.map(String).join('.') ?? '';
    throw new DeviceCheckError('bad_description', field === '' ? String(status) : field);
  }
  const said = parsed.data;
  // Discovery 4.3: otherwise another issuer's tokens would count.
  if (said.issuer !== issuer) throw new DeviceCheckError('bad_description', 'issuer');
  const modes = said.backchannel_token_delivery_modes_supported;
  if (said.backchannel_authentication_endpoint === undefined || modes?.includes('poll') !== true)
    throw new DeviceCheckError('no_poll');
  if (said.grant_types_supported?.includes(CIBA_GRANT) === false) throw new DeviceCheckError('no_poll');
  if (said.scopes_supported?.includes('openid') === false) throw new DeviceCheckError('no_scope');
  const offered = said.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  const authentication = secretMethods.find((method) => offered.includes(method));
  if (authentication === undefined) throw new DeviceCheckError('no_authentication');
  /** Those that are given the secret, or whose keys are believed, are the issuer's own server. */
  const own = (field: string, address: string): URL => {
    const url = wire.parseAddress(address);
    if (url.origin !== base.origin) throw new DeviceCheckError('bad_description', field);
    return url;
  };
  return {
    askUrl: own('backchannel_authentication_endpoint', said.backchannel_authentication_endpoint),
    tokenUrl: own('token_endpoint', said.token_endpoint),
    keysUrl: own('jwks_uri', said.jwks_uri),
    authentication,
  };
}
