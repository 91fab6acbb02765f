import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { KeyRing } from './key-ring.ts';
import { Secret } from './secret.ts';

export const SEAL_NONCE_BYTES = 12;

/**
 * What a sealed text is for, and the record that keeps it. The seal authenticates both (AAD), so a text copied to another record
 * or field doesn't open there.
 */
export interface SealContext {
  readonly purpose:
    | 'prompt-url'
    | 'reveal-url'
    | 'challenge-login'
    | 'signing-key'
    | 'source-secret'
    | 'provider-secret'
    | 'device-secret'
    | 'device-ticket';
  /** of the record */
  readonly id: string;
}

/**
 * Encrypts a text that the store must keep but must not be able to read (AES-256-GCM).
 * @param nonce {@link SEAL_NONCE_BYTES} random bytes, never used twice
 */
export function seal(plain: Secret, context: SealContext, nonce: Uint8Array, keys: KeyRing): string {
  const key = keys.current('seal');
  const cipher = createCipheriv('aes-256-gcm', key.key, nonce);
  cipher.setAAD(encodeContext(context));
  const body = Buffer.concat([cipher.update(plain.reveal(), 'utf8'), cipher.final()]);
  const parts = [nonce, body, cipher.getAuthTag()].map((part) => Buffer.from(part).toString('base64url'));
  return [key.id, ...parts].join('.');
}

/** The sealed text, or `null` if it was altered, belongs elsewhere, or its key is gone. */
export function unseal(sealed: string, context: SealContext, keys: KeyRing): Secret | null {
  const parts = sealed.split('.');
  const [nonce, body, tag] = parts.slice(-3).map((part) => Buffer.from(part, 'base64url'));
  const key = keys.find('seal', parts.slice(0, -3).join('.'));
  if (key === null || nonce === undefined || body === undefined || tag === undefined) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.key, nonce, { authTagLength: 16 });
    decipher.setAAD(encodeContext(context));
    decipher.setAuthTag(tag);
    return new Secret(Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8'));
  } catch {
    return null;
  }
}

function encodeContext({ purpose, id }: SealContext): Buffer {
  return Buffer.from(JSON.stringify([purpose, id]));
}
