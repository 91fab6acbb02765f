import { z } from 'zod';
import type { PublicAssertionKey } from '../../domain/crypto/assertion-key.ts';
import type { Endpoint } from '../endpoint.ts';

export interface KeysEndpointDeps {
  readonly listAssertionKeys: () => readonly PublicAssertionKey[];
}

const keysSchema = z.strictObject({
  keys: z.array(
    z.strictObject({
      kid: z.string(),
      kty: z.literal('OKP'),
      crv: z.literal('Ed25519'),
      x: z.string(),
      alg: z.literal('EdDSA'),
      use: z.literal('sig'),
    }),
  ),
});

/** Short, so that verifiers soon forget a key that was removed from the ring. They fetch the set again for an unknown `kid` anyway. */
const CACHE_SECONDS = 300;

/** The public keys of assertions (RFC 7517): those of every master key in the ring, newest first. */
export function createKeysEndpoint({ listAssertionKeys }: KeysEndpointDeps): Endpoint {
  return {
    method: 'get',
    path: '/.well-known/jwks.json',
    operation: {
      id: 'showKeys',
      summary: 'Keys to verify assertions with',
      description: 'A JSON Web Key Set with the public part of every key that may have signed one.',
      needsCredential: false,
      body: null,
      success: { description: 'The keys.', schema: keysSchema },
      errors: [],
    },
    async handle(_request, response) {
      response.setHeader('Cache-Control', `public, max-age=${CACHE_SECONDS}`);
      response.json({ keys: [...listAssertionKeys()] } satisfies z.infer<typeof keysSchema>);
    },
  };
}
