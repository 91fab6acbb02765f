import { expect, it } from 'vitest';
import { createSeededBytes } from '../support/seeded-random.ts';
import { codesPerSecond, simulateLockOut } from './lock-out-model.ts';

const nine = { 'users.info': 4, 'conversations.info': 2, 'chat.postMessage': 1 };
const six = { 'users.info': 2, 'conversations.info': 1, 'chat.postMessage': 1 };

function createRandom(): () => number {
  const next = createSeededBytes('test');
  return () => next(4).readUInt32LE() / 2 ** 32;
}

function simulate(calls: typeof nine, workspaces = 50, people = 500_000) {
  return simulateLockOut({
    workspaces,
    people,
    lockedOutShare: 0.01,
    withinMinutes: 10,
    calls,
    random: createRandom(),
  });
}

it('the same seed gives the same morning, and everybody locked out gets a code', () => {
  const result = simulate(nine);
  expect(result).toEqual(simulate(nine));
  expect(result.codes).toBeGreaterThan(4900);
  expect(result.codes).toBeLessThan(5100);
});

it('the scarcest method decides how many codes a workspace may have', () => {
  expect(codesPerSecond(nine) * 60).toBeCloseTo(25);
  expect(codesPerSecond(six) * 60).toBeCloseTo(50);
});

it('one workspace of 100,000 people waits for Slack as arithmetic says', () => {
  const result = simulate(nine, 1, 100_000);
  // 1,000 codes at 25 a minute, of which the first 25 at once.
  expect(result.minutesUntilDone).toBeGreaterThan(37);
  expect(result.minutesUntilDone).toBeLessThan(41);
  expect(simulate(six, 1, 100_000).minutesUntilDone).toBeLessThan(result.minutesUntilDone / 1.8);
});
