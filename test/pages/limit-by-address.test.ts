import { expect, test } from 'vitest';
import { createAddressLimit } from '../../src/pages/limit-by-address.ts';

function startLimit(options: { attemptsMax: number; addressesMax?: number }) {
  let now = 1_000_000;
  const limit = createAddressLimit({ clock: { now: () => now }, windowMs: 60_000, ...options });
  const pass = (ms: number): void => {
    now += ms;
  };
  return { limit, pass };
}

test('N7: an address has so many attempts in a window, then waits for its end', () => {
  const { limit, pass } = startLimit({ attemptsMax: 3 });
  expect([limit('a'), limit('a'), limit('a')]).toEqual([null, null, null]);
  expect(limit('a')).toBe(60);
  pass(59_001);
  expect(limit('a')).toBe(1);
  pass(999);
  expect(limit('a')).toBeNull();
});

test('N7: one address does not use up another’s attempts', () => {
  const { limit } = startLimit({ attemptsMax: 1 });
  expect([limit('a'), limit('b'), limit('a')]).toEqual([null, null, 60]);
});

test('a flood of addresses takes no more than its share of memory: the oldest is forgotten', () => {
  const { limit } = startLimit({ attemptsMax: 1, addressesMax: 2 });
  for (const address of ['a', 'b', 'c']) limit(address);
  expect(limit('c'), 'still known').toBe(60);
  expect(limit('a'), 'forgotten').toBeNull();
});
