import { domainToASCII } from 'node:url';
import { parseMobileLogin } from './mobile.ts';

/**
 * The one form in which an e-mail domain is compared: lower case, punycode, no trailing dot. `null` if it is no
 * domain name. A look-alike in another script becomes a different punycode name, and so a different domain (N12).
 */
export function normalizeDomain(text: string): string | null {
  const bare = text.trim().replace(/\.$/, '');
  if (holdsDisguisedAscii(bare)) return null;
  if (bare.length > 253 || /[\s/:@?#[\]\\%]/.test(bare)) return null;
  const ascii = domainToASCII(bare);
  const labels = ascii.split('.');
  if (labels.length < 2 || !labels.every((label) => /^(?!-)[a-z0-9-]{1,63}(?<!-)$/.test(label))) return null;
  return /^\d+$/.test(labels.at(-1) ?? '') ? null : ascii;
}

/** A Kelvin sign becomes a `k` and a fullwidth `ａ` an `a`: such an address would turn into another person's. */
function holdsDisguisedAscii(text: string): boolean {
  return [...text].some(
    (symbol) => symbol > '\u007f' && /^[\0-\u007f]+$/.test(symbol.normalize('NFKC').toLowerCase()),
  );
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
  const local = trimmed.slice(0, at);
  const domain = normalizeDomain(trimmed.slice(at + 1));
  if (at < 1 || domain === null || local.length > 64) return null;
  // Printable ASCII only, looked for before the case is folded: U+212A (Kelvin sign) folds to an ASCII `k`.
  if (!/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+$/.test(local)) return null;
  return { address: `${local.toLowerCase()}@${domain}`, domain };
}

/** Reads what people sign in with: an e-mail address or a mobile number, in its one form; `null` if it is neither. */
export function parseLogin(text: string): string | null {
  const address = parseEmail(text)?.address;
  if (address !== undefined) return address;
  return parseMobileLogin(text);
}
