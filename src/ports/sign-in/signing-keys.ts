import type { RecordProof } from '../../domain/audit/record-proof.ts';

/** The public half of a signing key, as a JWK. */
export interface SigningPublicKey {
  readonly kid: string;
  readonly kty: 'RSA';
  readonly alg: 'RS256';
  readonly use: 'sig';
  readonly n: string;
  readonly e: string;
}

/** A key that signs ID tokens. Each master key has one. */
export interface SigningKey {
  readonly masterKeyId: string;
  readonly publicKey: SigningPublicKey;
  /** The whole key as a JWK, sealed with the master key. */
  readonly sealed: string;
  /** DER, base64 */
  readonly certificate: string;
  /** milliseconds since the epoch */
  readonly createdAt: number;
  readonly proof: RecordProof;
}

/** Each call is one atomic step. Keys are never changed, and kept for as long as the database. */
export interface SigningKeys {
  find(masterKeyId: string): Promise<SigningKey | null>;
  /** By master key. */
  list(): Promise<SigningKey[]>;
  /** Of any number that insert a key for the same master key, exactly one gets `true`; nothing is replaced. */
  insertOnce(key: SigningKey): Promise<boolean>;
}
