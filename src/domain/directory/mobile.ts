import { type CountryCode, ParseError, parsePhoneNumberWithError } from 'libphonenumber-js';
import { toAsciiDigit } from '../ascii-digit.ts';

export type MobileProblem =
  | 'no_country_code'
  | 'unknown_country_code'
  | 'too_short'
  | 'too_long'
  | 'invalid_length'
  | 'shortened'
  | 'letters'
  | 'several_numbers'
  | 'extension'
  | 'no_number';

export type ParsedMobile =
  | { /** E.164: `+` and 7 to 15 digits */ readonly kind: 'mobile'; readonly number: string }
  | { readonly kind: 'bad'; readonly problem: MobileProblem };

/** By the library's words. */
const problems: Readonly<Record<string, MobileProblem>> = {
  INVALID_COUNTRY: 'no_country_code',
  TOO_SHORT: 'too_short',
  TOO_LONG: 'too_long',
  INVALID_LENGTH: 'invalid_length',
};

/**
 * Reads a mobile number as people and spreadsheets write it: brackets, every dash and space, trunk prefix, digits of other scripts, a
 * leading apostrophe. What could mean two numbers is refused: a number stored wrong lets another person sign in.
 * @param country of numbers that do not say theirs; `null`: they are refused
 */
export function parseMobile(text: string, country: CountryCode | null = null): ParsedMobile {
  const bare = toPlainText(text);
  if (/^\d[.,]\d+E\+\d+$/i.test(bare)) {
    return { kind: 'bad', problem: 'shortened' };
  }
  if (/\p{L}/u.test(bare)) return { kind: 'bad', problem: 'letters' };
  if (!/^\+?[\d ()[\].·/\p{Pd}]+$/u.test(bare)) {
    return { kind: 'bad', problem: 'several_numbers' };
  }
  try {
    const options = { extract: false, ...(country !== null && { defaultCountry: country }) };
    const parsed = parsePhoneNumberWithError(bare, options);
    // Stryker disable next-line all: no text that holds an extension comes as far as this today; what the library reads as one may change
    if (parsed.ext !== undefined) return { kind: 'bad', problem: 'extension' };
    if (!parsed.isPossible()) return { kind: 'bad', problem: 'invalid_length' };
    return { kind: 'mobile', number: parsed.number };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const problem =
      error.message === 'INVALID_COUNTRY' && bare.startsWith('+')
        ? 'unknown_country_code'
        : problems[error.message];
    return { kind: 'bad', problem: problem ?? 'no_number' };
  }
}

/** Reads a mobile number to look for: also one that was stored although no number of its country is as long. `null` if it is none. */
export function parseMobileLogin(text: string): string | null {
  const parsed = parseMobile(text);
  if (parsed.kind === 'mobile') return parsed.number;
  const bare = toPlainText(text).replace(/[ ()[\].·/\p{Pd}]/gu, '');
  return /^\+[1-9]\d{6,14}$/.test(bare) ? bare : null;
}

/** Without what spreadsheets and address books put around a number: `'+44…`, `="+44…"`, `(+44) …`, format characters, digits of other scripts. */
function toPlainText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Nd}/gu, toAsciiDigit)
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^[='’]+/u, '')
    .replace(/^"(.*)"$/u, '$1')
    .replace(/^\( ?\+ ?(\d+) ?\)/u, '+$1 ');
}
