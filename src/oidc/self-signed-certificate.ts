import { createHash, createPublicKey, sign } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  Certificate,
  Name,
  RelativeDistinguishedName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509';
import type { CertifyKey } from '../services/sign-in/oidc-signing-keys.ts';

const COMMON_NAME = '2.5.4.3';
const SHA256_WITH_RSA = '1.2.840.113549.1.1.11';
/** The encoding of NULL, which RFC 4055 asks for after this algorithm. */
const NULL_PARAMETERS = Uint8Array.of(5, 0).buffer;
const DAY_MS = 24 * 3_600_000;
/** Longer than any signing key lives: it goes with its master key, and certificates are not renewed. */
const LIFETIME_MS = 20 * 365 * DAY_MS;

/**
 * A self-signed X.509 certificate of a key (RFC 5280), for clients that read public keys only as `x5c` (RFC 7517, 4.7). It attests
 * nothing: trust comes from where it is published. The same facts always give the same bytes.
 */
export const createSelfSignedCertificate: CertifyKey = ({ privateKey, commonName, createdAt }) => {
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const name = new Name([
    new RelativeDistinguishedName([
      new AttributeTypeAndValue({ type: COMMON_NAME, value: new AttributeValue({ utf8String: commonName }) }),
    ]),
  ]);
  const algorithm = new AlgorithmIdentifier({ algorithm: SHA256_WITH_RSA, parameters: NULL_PARAMETERS });
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: serialNumberOf(publicKey),
    signature: algorithm,
    issuer: name,
    // A day early, for readers whose clock is slow.
    validity: new Validity({
      notBefore: new Date(createdAt - DAY_MS),
      notAfter: new Date(createdAt + LIFETIME_MS),
    }),
    subject: name,
    subjectPublicKeyInfo: AsnConvert.parse(publicKey, SubjectPublicKeyInfo),
  });
  const signature = sign('sha256', Buffer.from(AsnConvert.serialize(tbsCertificate)), privateKey);
  const certificate = new Certificate({
    tbsCertificate,
    signatureAlgorithm: algorithm,
    signatureValue: new Uint8Array(signature).buffer,
  });
  return Buffer.from(AsnConvert.serialize(certificate)).toString('base64');
};

/** 16 bytes of the key's digest; the first two bits make it a positive number in its shortest form (RFC 5280, 4.1.2.2). */
function serialNumberOf(publicKey: Buffer): ArrayBuffer {
  const digest = createHash('sha256').update(publicKey).digest();
  return Uint8Array.of(0x40 | ((digest[0] ?? 0) & 0x3f), ...digest.subarray(1, 16)).buffer;
}
