import { createHash, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { SEAL_NONCE_BYTES, seal, unseal } from '../../domain/crypto/seal.ts';
import { Secret } from '../../domain/crypto/secret.ts';
import type { ServiceDeps } from '../deps.ts';

/** Not the name of earlier releases, whose keys had no proof: who could write the database could have put them there. */
const SIGNING_KEY = 'ProvenSigningKey';
/**
 * While instances are restarted with a new master key, those that do not have it yet publish what the others sign with. Long enough for
 * keys to be announced two days before anything is signed with them: for so long Entra ID may keep what it has fetched.
 */
const FOREIGN_KEY_PUBLISHED_MS = 3 * 24 * 3_600_000;
/** 128 bits of security (NIST SP 800-57, part 1, table 2). A smaller one of an earlier release goes with its master key. */
const RSA_BITS = 3072;
const place = { grantId: null, uid: null, userCode: null, expiresAt: null };
const generate = promisify(generateKeyPair);

/** An RSA public key as it is published. */
export interface PublicSigningKey {
  readonly kid: string;
  readonly kty: 'RSA';
  readonly alg: 'RS256';
  readonly use: 'sig';
  readonly n: string;
  readonly e: string;
  /** The key as a certificate by itself, as Microsoft Entra ID wants it. */
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
  getCurrent(): Promise<Secret<Omit<PublicSigningKey, 'x5c'> & Readonly<Record<string, unknown>>>>;
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
const storedSchema = z.object({
  publicKey: publicSchema,
  sealed: z.string(),
  createdAt: z.number(),
  /** DER, base64 */
  certificate: z.string(),
});
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
export function createOidcSigningKeys(
  { store, clock, random, keys }: ServiceDeps,
  certify: CertifyKey,
): OidcSigningKeys {
  async function makeKey(id: string): Promise<void> {
    const { publicKey, privateKey } = await generate('rsa', { modulusLength: RSA_BITS });
    const { n, e } = publicKey.export({ format: 'jwk' });
    // Hexadecimal digits, a multiple of four: Entra ID wants it to be base64, and of that there are several kinds.
    const kid = createHash('sha256').update(`${n}.${e}`).digest('hex').slice(0, 32);
    const published = publicSchema.parse({ kid, kty: 'RSA', alg: 'RS256', use: 'sig', n, e });
    const whole = new Secret(JSON.stringify({ ...privateKey.export({ format: 'jwk' }), ...published }));
    const sealed = seal(whole, sealedFor(id), random.bytes(SEAL_NONCE_BYTES), keys);
    const createdAt = clock.now();
    const payload = {
      publicKey: published,
      sealed,
      createdAt,
      certificate: certify({ privateKey, commonName: `Backupcode ID tokens ${kid}`, createdAt }),
    };
    // Another instance may have been quicker: then its key is the one.
    await store.oidcRecords.insertOnce({ kind: SIGNING_KEY, id, payload, ...place });
  }

  return {
    async getCurrent() {
      const { id } = keys.current('seal');
      if ((await store.oidcRecords.find(SIGNING_KEY, id, clock.now())) === null) await makeKey(id);
      const record = await store.oidcRecords.find(SIGNING_KEY, id, clock.now());
      const stored = storedSchema.parse(record?.payload);
      const opened = unseal(stored.sealed, sealedFor(id), keys);
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
        const { publicKey, createdAt, certificate } = storedSchema.parse(payload);
        const isFresh = clock.now() - createdAt < FOREIGN_KEY_PUBLISHED_MS;
        if (!keys.keyIds.includes(id) && !isFresh) return [];
        return [{ ...publicKey, x5c: [certificate] }];
      });
    },
  };
}

const sealedFor = (id: string) => ({ purpose: 'signing-key', id }) as const;
