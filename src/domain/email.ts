import { domainToASCII } from 'node:url';

/**
 * What is in its one form already: small letters of ASCII, and a last label that does not begin with a digit, so that it is
 * nobody's way of writing an IP address. Nearly all are.
 */
const PLAIN_DOMAIN = /^[a-z0-9.-]+\.[a-z][a-z0-9-]*$/;

/**
 * The one form in which an e-mail domain is compared: lower case, punycode, no trailing dot. `null` if it is no
 * domain name. A look-alike in another script becomes a different punycode name, and so a different domain (N12).
 */
export function normalizeDomain(text: string): string | null {
  const bare = text.trim().replace(/\.$/, '');
  if (bare === '' || bare.length > 253 || /[\s/:@?#[\]\\%]/.test(bare)) return null;
  const ascii = PLAIN_DOMAIN.test(bare) && !bare.includes('xn--') ? bare : domainToASCII(bare);
  const labels = ascii.split('.');
  if (labels.length < 2 || !labels.every((label) => /^(?!-)[a-z0-9-]{1,63}(?<!-)$/.test(label))) return null;
  return /^\d+$/.test(labels.at(-1) ?? '') ? null : ascii;
}

export interface EmailAddress {
  /** `local@domain`, trimmed, local part in lower case, domain normalized */
  readonly address: string;
  readonly domain: string;
}

/**
 * Reads an e-mail address; `null` if it is none. The local part is folded to lower case: no directory we know tells
 * `Ada@` from `ada@`, and two people who differ in case alone would be an impersonation waiting to happen.
 */
export function parseEmail(text: string): EmailAddress | null {
  const trimmed = text.trim();
  const at = trimmed.lastIndexOf('@');
  const local = trimmed.slice(0, at).toLowerCase();
  const domain = normalizeDomain(trimmed.slice(at + 1));
  if (at < 1 || domain === null || local.length > 64) return null;
  // Printable ASCII only: a look-alike letter in the local part is as good as one in the domain.
  if (!/^[a-z0-9!#$%&'*+/=?^_`{|}~.-]+$/.test(local)) return null;
  return { address: `${local}@${domain}`, domain };
}

/** A mobile number in E.164 (`+` and 7 to 15 digits) from what was written with spaces, dots, dashes or brackets. */
export function parseMobile(text: string): string | null {
  const bare = text.replace(/[\s().-]/g, '');
  return /^\+[1-9]\d{6,14}$/.test(bare) ? bare : null;
}

/** Reads what people sign in with: an e-mail address or a mobile number, in its one form; `null` if it is neither. */
export function parseLogin(text: string): string | null {
  return parseEmail(text)?.address ?? parseMobile(text);
}
