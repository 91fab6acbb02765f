import { expect, it } from 'vitest';
import { systemRandom } from '../../src/system/system-random.ts';

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
