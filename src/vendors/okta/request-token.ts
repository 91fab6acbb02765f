import { randomUUID } from 'node:crypto';
import { type CryptoKey, importJWK, importPKCS8, type JWK, type KeyObject, SignJWT } from 'jose';
import { z } from 'zod';
import { VendorError } from '../../ports/vendor.ts';
import type { AccessToken } from '../http/authorized-client.ts';
import type { VendorClient } from '../http/vendor-client.ts';
import type { VendorWorld } from '../vendor-world.ts';

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
const jwk = z.looseObject({ kty: z.literal('RSA'), kid: z.string().min(1).optional() });

const LIFE_SECONDS = 300;

interface TokenRequest {
  readonly client: VendorClient;
  readonly world: Pick<VendorWorld, 'clock'>;
  /** Where the token is requested: the audience of the assertion. */
  readonly origin: string;
  readonly clientId: string;
  /** In PEM, or as a JWK. */
  readonly privateKey: string;
  readonly scopes: readonly string[];
}

/** A token for a service app, by an assertion that it signs (RFC 7523, 2.2). @throws VendorError */
export async function requestToken(
  { client, world, origin, clientId, privateKey, scopes }: TokenRequest,
  signal: AbortSignal,
): Promise<AccessToken> {
  const { key, kid } = await importKey(privateKey).catch(() => {
    // What the parser says may quote the key.
    throw new VendorError('credential_refused', 'private_key: not a key');
  });
  const now = Math.floor(world.clock.now() / 1000);
  const assertion = await new SignJWT()
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', ...(kid === undefined ? {} : { kid }) })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(`${origin}/oauth2/v1/token`)
    .setJti(randomUUID())
    .setIssuedAt(now)
    .setExpirationTime(now + LIFE_SECONDS)
    .sign(key);
  const { body } = await client.send({
    method: 'POST',
    path: '/oauth2/v1/token',
    form: {
      grant_type: 'client_credentials',
      scope: scopes.join(' '),
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    },
    schema: tokenAnswer,
    signal,
  });
  return { token: body.access_token, expiresInSeconds: body.expires_in };
}

async function importKey(
  text: string,
): Promise<{ key: CryptoKey | KeyObject | Uint8Array; kid?: string | undefined }> {
  if (!text.startsWith('{')) return { key: await importPKCS8(text, 'RS256') };
  const key = jwk.parse(JSON.parse(text));
  return { key: await importJWK(key as JWK, 'RS256'), kid: key.kid };
}
