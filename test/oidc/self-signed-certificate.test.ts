import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { expect, it } from 'vitest';
import { createSelfSignedCertificate } from '../../src/oidc/self-signed-certificate.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const facts = { privateKey, commonName: 'Backupcode ID tokens é', createdAt: Date.UTC(2026, 0, 2, 3, 4, 5) };
const open = (certificate: string) => new X509Certificate(Buffer.from(certificate, 'base64'));

it('a certificate of its own key, which others can read and verify', () => {
  const certificate = open(createSelfSignedCertificate(facts));
  expect(certificate.verify(publicKey)).toBe(true);
  expect(certificate.checkIssued(certificate)).toBe(true);
  expect(certificate.checkPrivateKey(privateKey)).toBe(true);
  expect(certificate.subject).toBe('CN=Backupcode ID tokens é');
  expect(certificate.publicKey.equals(publicKey)).toBe(true);
  expect(certificate.validFrom).toBe('Jan  1 03:04:05 2026 GMT');
  expect(certificate.validTo).toBe('Dec 28 03:04:05 2045 GMT');
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
  expect(certificate.verify(stranger.publicKey)).toBe(false);
});

it('the same facts give the same bytes, so instances that make it at once agree', () => {
  expect(createSelfSignedCertificate(facts)).toBe(createSelfSignedCertificate(facts));
  const later = { ...facts, createdAt: Date.UTC(2040, 5, 1) };
  expect(createSelfSignedCertificate(later)).not.toBe(createSelfSignedCertificate(facts));
  expect(open(createSelfSignedCertificate(later)).validTo).toBe('May 27 00:00:00 2060 GMT');
});

it('a serial number is positive and in its shortest form, whatever the key', () => {
  for (let count = 0; count < 8; count += 1) {
    const pair = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const { serialNumber } = open(createSelfSignedCertificate({ ...facts, privateKey: pair.privateKey }));
    expect(serialNumber).toMatch(/^[4-7][0-9A-F]{31}$/);
  }
});
