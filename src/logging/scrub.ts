import { CODE_ALPHABET, CODE_SYMBOLS, computeCheckSymbol } from '../domain/code-format.ts';

const MASK = '[redacted]';

/**
 * The start of a word in a line of JSON: `"code:\nABCD-..."` has the letter `n` of an escape right before the code, so
 * an escape counts as a boundary too.
 */
const START = String.raw`(?:(?<![0-9A-Za-z])|(?<=\\[bfnrt])|(?<=\\u[0-9a-fA-F]{4}))`;
const END = '(?![0-9A-Za-z])';
const GROUP = `[${CODE_ALPHABET}]{4}`;

const groupedCode = new RegExp(`${START}${GROUP}(?:[-\u2010-\u2015\u2212 _.]${GROUP}){3}${END}`, 'gi');
const bareCode = new RegExp(`${START}[${CODE_ALPHABET}]{${CODE_SYMBOLS}}${END}`, 'gi');
const slackToken = /xox[a-z](?:\.xox[a-z])?-[\w.%-]+|xapp-[\w.%-]+/gi;
const credential = /bkc_[\w-]+/g;
/** Slack's own and those of another host with the same path: commands, actions, workflows, incoming webhooks. */
const responseUrl =
  /https?:\/\/(?:hooks\.slack[\w.-]*\/[^\s"\\<>]*|[^\s"\\/<>]+\/(?:commands|actions|services|workflows|app|triggers)\/[TE][A-Z0-9]+\/[^\s"\\<>]+)/g;
const mongoPassword = /(mongodb(?:\+srv)?:\/\/[^\s:@/"]*:)[^\s"]+@/gi;
const masterKey = new RegExp(`${START}([a-z0-9-]{1,32}:)(?!//)[A-Za-z0-9+/]{42,}={0,2}`, 'g');
const bearer = /\b(bearer|basic)(\s+)[\w.~+/=-]{8,}/gi;

/**
 * The text with everything masked that looks like a secret of ours: backup codes, Slack tokens, credentials of relying
 * services, response URLs, master keys, passwords in MongoDB URIs. It is the net under the redaction list: it catches
 * what was put into a sentence. It may mask too much, and JSON stays JSON.
 */
export function scrub(text: string): string {
  return text
    .replace(groupedCode, MASK)
    .replace(bareCode, (symbols) => (isCodeLike(symbols) ? maskSymbols(symbols) : symbols))
    .replace(slackToken, MASK)
    .replace(credential, MASK)
    .replace(responseUrl, MASK)
    .replace(mongoPassword, `$1${MASK}@`)
    .replace(bearer, `$1$2${MASK}`)
    .replace(masterKey, `$1${MASK}`);
}

/** What may be a number of JSON, or a part of one, stays a number: a word in its place would end the line's being JSON. */
function maskSymbols(symbols: string): string {
  return /^\d+(?:e\d*)?$/i.test(symbols) ? symbols.replaceAll(/\d/g, '9') : MASK;
}

/** Sixteen letters and digits may be any id; with a right check symbol they may be a code. */
function isCodeLike(text: string): boolean {
  const symbols = text.toUpperCase();
  return computeCheckSymbol(symbols.slice(0, -1)) === symbols.at(-1);
}
