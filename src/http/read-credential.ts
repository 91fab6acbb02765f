import type { Request } from 'express';
import { Secret } from '../domain/crypto/secret.ts';

/** The bearer credential of a request; `null` if there is none. The scheme's case does not matter (RFC 9110, 11.1). */
export function readCredential(request: Request): Secret | null {
  const [, text] = /^bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  return text === undefined ? null : new Secret(text);
}
