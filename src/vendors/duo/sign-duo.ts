import { createHmac } from 'node:crypto';

export interface DuoKeys {
  readonly host: string;
  readonly integrationKey: string;
  readonly secretKey: string;
}

export interface DuoRequestLines {
  readonly method: string;
  readonly path: string;
  /** Of the query or of the form; in any order. */
  readonly params: readonly (readonly [name: string, value: string])[];
}

/** The headers of a request at a time, in Duo's version 2: HMAC over date, method, host, path and parameters, each on its line. */
export function signDuo(
  { host, integrationKey, secretKey }: DuoKeys,
  { method, path, params }: DuoRequestLines,
  now: number,
): { readonly date: string; readonly authorization: string } {
  const date = new Date(now).toUTCString();
  const lines = [date, method.toUpperCase(), host.toLowerCase(), path, canonicalize(params)];
  const signature = createHmac('sha512', secretKey).update(lines.join('\n')).digest('hex');
  const basic = Buffer.from(`${integrationKey}:${signature}`).toString('base64');
  return { date, authorization: `Basic ${basic}` };
}

function canonicalize(params: DuoRequestLines['params']): string {
  return params
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([name, value], [otherName, otherValue]) => compare(name, otherName) || compare(value, otherValue))
    .map((pair) => pair.join('='))
    .join('&');
}

/** By code unit: what is compared is ASCII. */
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** RFC 3986: only letters, digits, `_`, `.`, `~` and `-` stay as they are. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
