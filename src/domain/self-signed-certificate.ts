import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto';
import {
  bitString,
  explicit,
  nothing,
  objectId,
  oids,
  sequence,
  set,
  time,
  unsignedInteger,
  utf8Text,
} from './der.ts';

const DAY_MS = 24 * 3_600_000;
/** Longer than any signing key is kept: keys go with their master key, and nobody renews this paper. */
const LIFETIME_MS = 20 * 365 * DAY_MS;

export interface CertificateFacts {
  /** RSA */
  readonly privateKey: KeyObject;
  readonly commonName: string;
  /** milliseconds since the epoch */
  readonly createdAt: number;
}

/**
 * An X.509 certificate of a key by itself (RFC 5280), for those who take public keys in no other form (`x5c`, RFC 7517, 4.7). It attests
 * nothing: trust comes from where it is published. The same facts always give the same bytes.
 * @returns DER, base64
 */
export function createSelfSignedCertificate({ privateKey, commonName, createdAt }: CertificateFacts): string {
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const name = sequence(set(sequence(objectId(oids.commonName), utf8Text(commonName))));
  const algorithm = sequence(objectId(oids.sha256WithRsaEncryption), nothing());
  const version3 = explicit(0, unsignedInteger(Buffer.from([2])));
  const serial = unsignedInteger(createHash('sha256').update(publicKey).digest().subarray(0, 16));
  // A day earlier, for whoever reads it by a clock that is slow.
  const validity = sequence(time(createdAt - DAY_MS), time(createdAt + LIFETIME_MS));
  const body = sequence(version3, serial, algorithm, name, validity, name, publicKey);
  const signature = sign('sha256', body, privateKey);
  return sequence(body, algorithm, bitString(signature)).toString('base64');
}
