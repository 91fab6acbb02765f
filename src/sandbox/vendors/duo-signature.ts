import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';

/** What Duo thinks of a request's signature: a code of its errors, or `null` if it is good. */
export function judgeDuoSignature(
  request: Request,
  keys: { readonly host: string; readonly integrationKey: string; readonly secretKey: string },
  now: number,
): number | null {
  const date = request.get('date') ?? '';
  const [, basic = ''] = /^Basic ([A-Za-z0-9+/]+=*)$/.exec(request.get('authorization') ?? '') ?? [];
  const [integrationKey, given = '', ...more] = Buffer.from(basic, 'base64').toString().split(':');
  if (basic === '' || more.length > 0) return 40_101;
  if (integrationKey !== keys.integrationKey) return 40_102;
  const sentAt = Date.parse(date);
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d (GMT|[+-]\d{4})$/.test(date)) return 40_104;
  if (Math.abs(sentAt - now) > 300_000) return 40_105;
  const [path = '', query = ''] = request.originalUrl.split('?');
  const pairs = request.method === 'POST' ? readForm(request.body) : readQuery(query);
  const canonical = pairs
    .map(([name, value]) => [encodeBytes(name), encodeBytes(value)])
    .sort(([name = '', value = ''], [otherName = '', otherValue = '']) =>
      name === otherName ? (value < otherValue ? -1 : 1) : name < otherName ? -1 : 1,
    )
    .map((pair) => pair.join('='))
    .join('&');
  const text = [date, request.method, keys.host, path, canonical].join('\n');
  const expected = createHmac('sha512', keys.secretKey).update(text).digest();
  const signature = Buffer.from(given, 'hex');
  const isGood = signature.length === expected.length && timingSafeEqual(signature, expected);
  return isGood ? null : 40_103;
}

function readForm(body: unknown): [string, string][] {
  return Object.entries((body ?? {}) as Record<string, unknown>).map(([name, value]) => [
    name,
    String(value),
  ]);
}

function readQuery(query: string): [string, string][] {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', value = ''] = pair.split('=');
      return [unescapePlus(name), unescapePlus(value)];
    });
}

const unescapePlus = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));

/** Byte for byte, as Duo's documentation says it. */
function encodeBytes(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => {
      const sign = String.fromCharCode(byte);
      return /[A-Za-z0-9_.~-]/.test(sign) ? sign : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}
