import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSeenDigests } from '../../../../src/slack/app/receivers/seen-digests.ts';

const KEEP_MS = 900_000;
const digestOf = (number: number): Buffer => createHash('sha256').update(String(number)).digest();

describe('digests seen by this process', () => {
  it('S1: each is new once, whatever its bits', () => {
    const seen = createSeenDigests(KEEP_MS);
    for (const digest of [digestOf(1), digestOf(2), Buffer.alloc(32), Buffer.alloc(32, 255)]) {
      expect(seen.add(digest, 0)).toBe(true);
      expect(seen.add(digest, 0)).toBe(false);
    }
  });

  it('S1: is remembered as long as it could be replayed, whenever others came, and forgotten after', () => {
    const seen = createSeenDigests(KEEP_MS);
    seen.add(digestOf(1), 0);
    seen.add(digestOf(2), KEEP_MS);
    for (const now of [KEEP_MS, KEEP_MS + 1, 2 * KEEP_MS]) expect(seen.add(digestOf(2), now)).toBe(false);
    expect(seen.add(digestOf(1), KEEP_MS + 2)).toBe(false);
    expect(seen.add(digestOf(3), 2 * KEEP_MS + 2)).toBe(true);
    expect(seen.add(digestOf(1), 2 * KEEP_MS + 3)).toBe(true);
  });

  it('S1: a flood makes it forget the oldest, and never the last thirty thousand', () => {
    const seen = createSeenDigests(KEEP_MS);
    const FLOOD = 2 ** 18 + 10;
    for (let count = 0; count < FLOOD; count += 1) seen.add(digestOf(count), 0);
    expect(seen.add(digestOf(0), 0)).toBe(true);
    for (let count = FLOOD - 30_000; count < FLOOD; count += 5000)
      expect(seen.add(digestOf(count), 0)).toBe(false);
  });
});
