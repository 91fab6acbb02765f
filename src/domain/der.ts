/** As much of ASN.1's distinguished encoding (X.690) as a certificate takes. Each returns a whole element: tag, length, content. */

/** Object identifiers, encoded. */
export const oids = {
  commonName: '550403',
  sha256WithRsaEncryption: '2a864886f70d01010b',
} as const;

export function sequence(...parts: readonly Buffer[]): Buffer {
  return element(0x30, Buffer.concat(parts));
}

export function set(...parts: readonly Buffer[]): Buffer {
  return element(0x31, Buffer.concat(parts));
}

/** An element under a tag of the surrounding type, such as `[0]`. */
export function explicit(tag: number, part: Buffer): Buffer {
  return element(0xa0 | tag, part);
}

/** @param magnitude big-endian, of a number that is not negative */
export function unsignedInteger(magnitude: Buffer): Buffer {
  const start = magnitude.findIndex((byte) => byte !== 0);
  const shortest = start === -1 ? Buffer.from([0]) : magnitude.subarray(start);
  // A first bit of 1 would make it negative.
  const isNegative = (shortest[0] ?? 0) >= 0x80;
  return element(0x02, isNegative ? Buffer.concat([Buffer.from([0]), shortest]) : shortest);
}

export function objectId(hex: string): Buffer {
  return element(0x06, Buffer.from(hex, 'hex'));
}

export function nothing(): Buffer {
  return element(0x05, Buffer.alloc(0));
}

export function utf8Text(text: string): Buffer {
  return element(0x0c, Buffer.from(text, 'utf8'));
}

/** Whole bytes only. */
export function bitString(bytes: Buffer): Buffer {
  return element(0x03, Buffer.concat([Buffer.from([0]), bytes]));
}

/**
 * RFC 5280, 4.1.2.5: two digits of the year up to 2049, four from 2050 on.
 * @param at milliseconds since the epoch
 */
export function time(at: number): Buffer {
  const digits = `${new Date(at).toISOString().replace(/\.\d+/, '').replace(/[-:T]/g, '')}`;
  const isShort = Number(digits.slice(0, 4)) < 2050;
  return isShort ? element(0x17, Buffer.from(digits.slice(2))) : element(0x18, Buffer.from(digits));
}

function element(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag]), encodeLength(content.length), content]);
}

function encodeLength(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}
