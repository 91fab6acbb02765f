import { expect, it } from 'vitest';
import { isId } from '../../src/domain/ids.ts';
import { createIds, systemRandom } from '../../src/system/system-random.ts';

it('N1: no bytes are handed out twice, and none are changed once they are handed out', () => {
  const drawn = Array.from({ length: 5000 }, () => systemRandom.bytes(12));
  const texts = drawn.map((bytes) => Buffer.from(bytes).toString('hex'));
  expect(new Set(texts).size).toBe(5000);
  // Of 60,000 bytes some 234 are 0: all of them would be what is left behind in the pool.
  const zeros = drawn.reduce((count, bytes) => count + bytes.filter((byte) => byte === 0).length, 0);
  expect(zeros).toBeLessThan(400);
  systemRandom.bytes(4096);
  expect(drawn.map((bytes) => Buffer.from(bytes).toString('hex'))).toEqual(texts);
  // Each on memory of its own.
  expect(new Set(drawn.map(({ buffer }) => buffer)).size).toBe(5000);
});

it.each([0, 1, 16, 4095, 4096, 4097, 20_000])('hands out as many bytes as are asked for: %i', (count) => {
  const [one, two] = [systemRandom.bytes(count), systemRandom.bytes(count)];
  expect([one.length, two.length]).toEqual([count, count]);
  if (count >= 16) expect(Buffer.compare(one, two)).not.toBe(0);
});

it('N1: an id comes after those of earlier moments, and its end tells nothing of theirs', () => {
  const moments = [0, 1, 61, 62, 1_795_600_000_000, 1_795_600_000_001, Date.UTC(2999, 0), Date.UTC(8000, 0)];
  let now = 0;
  const id = createIds({ now: () => now });
  const drawn = moments.flatMap((moment) => {
    now = moment;
    return [id('request'), id('request')];
  });
  // By code units, as SQLite and MongoDB do.
  for (const [index, one] of drawn.entries())
    for (const later of drawn.slice(index + (index % 2 === 0 ? 2 : 1))) expect(one < later).toBe(true);
  expect(drawn.every((one) => isId('request', one))).toBe(true);
  const ends = Array.from({ length: 5000 }, () => id('event').slice(-16));
  expect(new Set(ends).size).toBe(5000);
});

it('an id of a moment before the last one is of its own moment: clocks are set back', () => {
  let now = 2000;
  const id = createIds({ now: () => now });
  const late = id('code');
  now = 1000;
  expect(id('code') < late).toBe(true);
});
