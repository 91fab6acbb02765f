import { importPKCS8, SignJWT } from 'jose';
import { z } from 'zod';
import type { Secret } from '../../domain/crypto/secret.ts';
import { VendorError } from '../../ports/vendor.ts';
import type { AccessToken } from '../http/authorized-client.ts';
import type { VendorClient } from '../http/vendor-client.ts';
import type { VendorWorld } from '../vendor-world.ts';

/** The part of a service account's key file that is used. Its `token_uri` is not: the author of the file would choose where the assertion goes. */
const keyFile = z.object({
  type: z.literal('service_account'),
  client_email: z.string().min(1),
  private_key: z.string().min(1),
  private_key_id: z.string().nullish(),
});

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

const AUDIENCE = 'https://oauth2.googleapis.com/token';
const LIFE_SECONDS = 600;

interface TokenRequest {
  readonly client: VendorClient;
  readonly world: Pick<VendorWorld, 'clock'>;
  readonly secret: Secret | null;
  /** The administrator in whose name the list is read. */
  readonly admin: string;
  readonly scopes: readonly string[];
}

/** A token by domain-wide delegation: an assertion signed by the service account (RFC 7523, 2.1). @throws VendorError */
export async function requestToken(
  { client, world, secret, admin, scopes }: TokenRequest,
  signal: AbortSignal,
): Promise<AccessToken> {
  const key = readKeyFile(secret);
  const privateKey = await importPKCS8(key.private_key, 'RS256').catch(() => {
    throw new VendorError('credential_refused', 'private_key: not a key');
  });
  const now = Math.floor(world.clock.now() / 1000);
  const assertion = await new SignJWT({ scope: scopes.join(' ') })
    .setProtectedHeader({
      alg: 'RS256',
      typ: 'JWT',
      ...(key.private_key_id ? { kid: key.private_key_id } : {}),
    })
    .setIssuer(key.client_email)
    .setSubject(admin)
    .setAudience(AUDIENCE)
    .setIssuedAt(now)
    .setExpirationTime(now + LIFE_SECONDS)
    .sign(privateKey);
  const { body } = await client.send({
    method: 'POST',
    path: '/token',
    form: { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion },
    isSafe: true,
    schema: tokenAnswer,
    signal,
  });
  return { token: body.access_token, expiresInSeconds: body.expires_in };
}

function readKeyFile(secret: Secret | null): z.output<typeof keyFile> {
  try {
    return keyFile.parse(JSON.parse(secret?.reveal() ?? ''));
  } catch {
    // What the parser says may quote the key.
    throw new VendorError('credential_refused', 'not the key file of a service account');
  }
}
