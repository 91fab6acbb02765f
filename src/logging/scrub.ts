import { maskCodes } from '../domain/codes/mask-codes.ts';
import { idPrefixes } from '../domain/ids.ts';

const MASK = '[redacted]';

/*
 * What each secret looks like. What is unbounded in a pattern stands at its end and cannot fail, and all before it is short: so nothing
 * is read again and again, and the time is linear in the length of the text, whatever somebody has put into it.
 */
const slackToken = /xox[a-z](?:\.xox[a-z])?-[\w.%-]+|xapp-[\w.%-]+/gi;
/** Of a client, or a short-lived token made with it. */
const credential = /bk[ct]_[\w-]+/g;
/** Slack's own, and those of another host with the same path: commands, actions, workflows, incoming webhooks. */
const responseUrl =
  /https?:\/\/(?:hooks\.slack[^\s"\\<>]*|[^\s"\\/<>]{1,255}\/(?:commands|actions|services|workflows|app|triggers)\/[TE][A-Z0-9]{1,32}\/[^\s"\\<>]+)/g;
/** Socket Mode's address has the ticket in it that opens the socket. */
const socketUrl = /wss?:\/\/[^\s"\\<>]+/gi;
const mongoUri = /mongodb(?:\+srv)?:\/\/[^\s"]+/gi;
const jsonWebToken = /eyJ[\w.-]{20,}/g;
const masterKey = /(?<![0-9A-Za-z])([a-z0-9-]{1,32}:)(?!\/\/)[A-Za-z0-9+/]{42,}={0,2}/g;
const bearer = /\b(bearer|basic)(\s{1,9})[\w.~+/=-]{8,}/gi;

/** Ids of ours, hashes and UUIDs, and no part of one: some would look like a code inside another word. */
const knownIds = new RegExp(
  `\\b((?:(?:${Object.values(idPrefixes).join('|')})_[0-9A-Za-z]{24}|unknown_[0-9a-f]{32}|[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}))\\b`,
);

/**
 * The text with everything masked that looks like a secret of ours: backup codes, Slack tokens, credentials of relying
 * services, response URLs, master keys, passwords in MongoDB URIs. It is the net under the redaction list: it catches
 * what was put into a sentence. It may mask too much.
 */
export function scrub(text: string): string {
  return maskCodesBetweenIds(
    text
      .replace(slackToken, MASK)
      .replace(credential, MASK)
      .replace(responseUrl, MASK)
      .replace(socketUrl, MASK)
      .replace(mongoUri, maskPassword)
      .replace(jsonWebToken, MASK)
      .replace(bearer, `$1$2${MASK}`)
      .replace(masterKey, `$1${MASK}`),
  );
}

/** The same of a line of JSON, which stays one: every text in it, names of fields included. What is no JSON is one text. */
export function scrubLine(line: string): string {
  const end = line.endsWith('\n') ? '\n' : '';
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return `${scrub(line.slice(0, line.length - end.length))}${end}`;
  }
  return JSON.stringify(scrubValue(parsed)) + end;
}

function scrubValue(value: unknown): unknown {
  if (typeof value === 'string') return scrub(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(scrubValue);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [scrub(name), scrubValue(each)]));
}

function maskCodesBetweenIds(text: string): string {
  return text
    .split(knownIds)
    .map((part, index) => (index % 2 === 0 ? maskCodes(part, MASK) : part))
    .join('');
}

/** What is between the first colon behind the scheme and the last `@`, whatever stands in it. */
function maskPassword(uri: string): string {
  const at = uri.lastIndexOf('@');
  const colon = uri.indexOf(':', uri.indexOf('://') + 3);
  return colon < 0 || colon > at ? uri : `${uri.slice(0, colon + 1)}${MASK}${uri.slice(at)}`;
}
