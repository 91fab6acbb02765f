import { createHash, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { isProofOf, proveRecord } from '../../domain/audit/record-proof.ts';
import { SEAL_NONCE_BYTES, seal, unseal } from '../../domain/crypto/seal.ts';
import { Secret } from '../../domain/crypto/secret.ts';
import type { SigningKey, SigningPublicKey } from '../../ports/sign-in/signing-keys.ts';
import type { ServiceDeps } from '../deps.ts';

/**
 * While instances restart with a new master key, those that lack it still publish what the others sign with.
 * Long enough to announce a key two days before anything is signed with it: Entra ID may cache what it fetched
 * for that long.
 */
const FOREIGN_KEY_PUBLISHED_MS = 3 * 24 * 3_600_000;
/**
 * 128 bits of security (NIST SP 800-57, part 1, table 2). A smaller key of an earlier release goes with its
 * master key.
 */
const RSA_BITS = 3072;
const generate = promisify(generateKeyPair);

/** An RSA public key as it is published. */
export interface PublicSigningKey extends SigningPublicKey {
  /** The key as a self-signed certificate, as Microsoft Entra ID wants it. */
  readonly x5c: readonly string[];
}

/** Puts a public key into a certificate signed by the key itself; DER, base64. The same facts always give the same text. */
export type CertifyKey = (facts: {
  /** RSA */
  readonly privateKey: KeyObject;
  readonly commonName: string;
  /** milliseconds since the epoch */
  readonly createdAt: number;
}) => string;

export interface OidcSigningKeys {
  /** The private key to sign with, as a JWK; made on first use, once for all instances. */
  getCurrent(): Promise<Secret<SigningPublicKey & Readonly<Record<string, unknown>>>>;
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
}) satisfies z.ZodType<SigningPublicKey>;
const privateSchema = publicSchema.extend({
  d: z.string(),
  p: z.string(),
  q: z.string(),
  dp: z.string(),
  dq: z.string(),
  qi: z.string(),
});

/**
 * The keys of ID tokens: RSA, since every identity provider takes RS256, and some nothing else. An RSA key
 * cannot be derived from a seed, so one is made for each master key and stored sealed with it. Rotating the
 * master keys rotates these, and a master key that is taken out takes its signing key along.
 */
export function createOidcSigningKeys(
  { store, clock, random, keys }: ServiceDeps,
  certify: CertifyKey,
): OidcSigningKeys {
  async function makeKey(masterKeyId: string): Promise<void> {
    const { publicKey, privateKey } = await generate('rsa', { modulusLength: RSA_BITS });
    const { n, e } = publicKey.export({ format: 'jwk' });
    // Hexadecimal digits, a multiple of four: Entra ID wants it to be base64, and of that there are several kinds.
    const kid = createHash('sha256').update(`${n}.${e}`).digest('hex').slice(0, 32);
    const published = publicSchema.parse({ kid, kty: 'RSA', alg: 'RS256', use: 'sig', n, e });
    const whole = new Secret(JSON.stringify({ ...privateKey.export({ format: 'jwk' }), ...published }));
    const sealed = seal(whole, sealedFor(masterKeyId), random.bytes(SEAL_NONCE_BYTES), keys);
    const createdAt = clock.now();
    const certificate = certify({ privateKey, commonName: `Backupcode ID tokens ${kid}`, createdAt });
    const facts = { masterKeyId, publicKey: published, sealed, certificate, createdAt };
    // Another instance may have been faster, in which case its key counts.
    await store.signingKeys.insertOnce({ ...facts, proof: proveRecord(contentOf(facts), keys) });
  }

  /** A key without our proof does not count: a writer of the database could have put it there. */
  const isProven = (key: SigningKey): boolean => isProofOf(key.proof, contentOf(key), keys);

  async function find(masterKeyId: string): Promise<SigningKey | null> {
    const key = await store.signingKeys.find(masterKeyId);
    return key !== null && isProven(key) ? key : null;
  }

  return {
    async getCurrent() {
      const { id } = keys.current('seal');
      if ((await find(id)) === null) await makeKey(id);
      const stored = await find(id);
      const opened = stored === null ? null : unseal(stored.sealed, sealedFor(id), keys);
      if (opened === null) {
        throw new Error(
          `The signing key sealed with master key "${id}" cannot be opened: is it the same key?`,
        );
      }
      return new Secret(privateSchema.parse(JSON.parse(opened.reveal())));
    },
    async listPublic() {
      const proven = (await store.signingKeys.list()).filter(isProven);
      const isPublished = ({ masterKeyId, createdAt }: SigningKey): boolean =>
        keys.keyIds.includes(masterKeyId) || clock.now() - createdAt < FOREIGN_KEY_PUBLISHED_MS;
      return proven.filter(isPublished).map(({ publicKey, certificate }) => ({
        ...publicSchema.parse(publicKey),
        x5c: [certificate],
      }));
    },
  };
}

const sealedFor = (id: string) => ({ purpose: 'signing-key', id }) as const;

/** In the first release's format, so that its proofs stay valid. */
function contentOf(key: Omit<SigningKey, 'proof'>): unknown[] {
  const { masterKeyId, publicKey, sealed, createdAt, certificate } = key;
  const payload = { publicKey, sealed, createdAt, certificate };
  return ['ProvenSigningKey', masterKeyId, null, null, null, null, payload];
}
