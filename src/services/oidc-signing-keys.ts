import { createHash, generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { SEAL_NONCE_BYTES, seal, unseal } from '../domain/seal.ts';
import { Secret } from '../domain/secret.ts';
import type { ServiceDeps } from './deps.ts';

const SIGNING_KEY = 'SigningKey';
/** While instances are restarted with a new master key, those that do not have it yet publish what the others sign with. */
const FOREIGN_KEY_PUBLISHED_MS = 24 * 3_600_000;
const generate = promisify(generateKeyPair);

/** An RSA public key as it is published. */
export interface PublicSigningKey {
  readonly kid: string;
  readonly kty: 'RSA';
  readonly alg: 'RS256';
  readonly use: 'sig';
  readonly n: string;
  readonly e: string;
}

export interface OidcSigningKeys {
  /** The private key to sign with, as a JWK; made on first use, once for all instances. */
  getCurrent(): Promise<Secret<PublicSigningKey & Readonly<Record<string, unknown>>>>;
  /** What verifies everything that may still be valid. */
  listPublic(): Promise<PublicSigningKey[]>;
}

const publicSchema = z.object({
  kid: z.string(),
  kty: z.literal('RSA'),
  alg: z.literal('RS256'),
  use: z.literal('sig'),
  n: z.string(),
  e: z.string(),
});
const storedSchema = z.object({ publicKey: publicSchema, sealed: z.string(), createdAt: z.number() });
const privateSchema = publicSchema.extend({
  d: z.string(),
  p: z.string(),
  q: z.string(),
  dp: z.string(),
  dq: z.string(),
  qi: z.string(),
});

/**
 * The keys of ID tokens: RSA, since every identity provider takes RS256 and some nothing else. An RSA key cannot be derived from a
 * seed, so one is made for each master key and kept sealed with it: who rotates the master keys rotates these, and a master key that
 * is taken out takes its signing key along.
 */
export function createOidcSigningKeys({ store, clock, random, keys }: ServiceDeps): OidcSigningKeys {
  async function makeKey(id: string): Promise<void> {
    const { publicKey, privateKey } = await generate('rsa', { modulusLength: 2048 });
    const { n, e } = publicKey.export({ format: 'jwk' });
    const kid = createHash('sha256').update(`${n}.${e}`).digest('base64url').slice(0, 22);
    const published = publicSchema.parse({ kid, kty: 'RSA', alg: 'RS256', use: 'sig', n, e });
    const whole = new Secret(JSON.stringify({ ...privateKey.export({ format: 'jwk' }), ...published }));
    const sealed = seal(whole, random.bytes(SEAL_NONCE_BYTES), keys);
    const payload = { publicKey: published, sealed, createdAt: clock.now() };
    const place = { grantId: null, uid: null, userCode: null, expiresAt: null };
    // Another instance may have been quicker: then its key is the one.
    await store.oidcRecords.insertOnce({ kind: SIGNING_KEY, id, payload, ...place });
  }

  return {
    async getCurrent() {
      const { id } = keys.current('seal');
      if ((await store.oidcRecords.find(SIGNING_KEY, id, clock.now())) === null) await makeKey(id);
      const record = await store.oidcRecords.find(SIGNING_KEY, id, clock.now());
      const opened = unseal(storedSchema.parse(record?.payload).sealed, keys);
      if (opened === null) {
        throw new Error(
          `The signing key sealed with master key "${id}" cannot be opened: is it the same key?`,
        );
      }
      return new Secret(privateSchema.parse(JSON.parse(opened.reveal())));
    },
    async listPublic() {
      const records = await store.oidcRecords.list(SIGNING_KEY, clock.now());
      return records.flatMap(({ id, payload }) => {
        const { publicKey, createdAt } = storedSchema.parse(payload);
        const isFresh = clock.now() - createdAt < FOREIGN_KEY_PUBLISHED_MS;
        return keys.keyIds.includes(id) || isFresh ? [publicKey] : [];
      });
    },
  };
}
