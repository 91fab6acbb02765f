import { createHmac, timingSafeEqual } from 'node:crypto';
import type { KeyRing } from '../../domain/crypto/key-ring.ts';
import { type CodeId, idPrefixes, isId, type OrganizationId } from '../../domain/ids.ts';

/** How long after a notice its "This wasn't me" link works. */
export const DISOWN_LINK_LIFETIME_MS = 24 * 3_600_000;

/** What a link is bound to: a code, and so its person. */
export interface DisownLink {
  readonly organizationId: OrganizationId;
  readonly codeId: CodeId;
  readonly expiresAt: number;
}

/**
 * The end of a link by which the person of a code says "This wasn't me" without signing in. Whoever has it can end their
 * codes, and nothing else. Nothing is stored: a mail that is sent twice has the same link, and what was done is
 * in the code itself.
 */
export function signDisownLink(keys: KeyRing, { organizationId, codeId, expiresAt }: DisownLink): string {
  const { id: keyId, bytes } = keys.current('disown-link');
  const body = [
    organizationId.slice(idPrefixes.organization.length + 1),
    codeId.slice(idPrefixes.code.length + 1),
    expiresAt.toString(36),
    keyId,
  ].join('.');
  return `${body}.${sign(bytes, body).toString('base64url')}`;
}

/** @returns `null` if we never made it, or it has expired: the caller must not tell these apart */
export function readDisownLink(keys: KeyRing, token: string, now: number): DisownLink | null {
  const parts =
    /^([0-9A-Za-z]{16,40})\.([0-9A-Za-z]{16,40})\.([0-9a-z]{1,11})\.([a-z0-9-]{1,32})\.([\w-]{43})$/.exec(
      token,
    );
  if (parts === null) return null;
  const [, organization = '', code = '', expiry = '', keyId = '', mac = ''] = parts;
  const key = keys.find('disown-link', keyId);
  if (key === null) return null;
  const expected = sign(key.bytes, token.slice(0, -mac.length - 1));
  const given = Buffer.from(mac, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const organizationId = `${idPrefixes.organization}_${organization}`;
  const codeId = `${idPrefixes.code}_${code}`;
  const expiresAt = Number.parseInt(expiry, 36);
  if (now >= expiresAt || !isId('organization', organizationId) || !isId('code', codeId)) return null;
  return { organizationId, codeId, expiresAt };
}

function sign(key: Buffer, body: string): Buffer {
  return createHmac('sha256', key).update(body).digest();
}
