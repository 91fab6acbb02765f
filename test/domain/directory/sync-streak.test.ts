import { describe, expect, it } from 'vitest';
import {
  FAILED_RUNS_PATIENT,
  failAgain,
  newStreak,
  PATIENT_MS,
  type SyncStreak,
  workAgain,
} from '../../../src/domain/directory/sync-streak.ts';

const NOW = 1_700_000_000_000;
const good = (agoMs: number, failed = 0): SyncStreak => ({ goodAt: NOW - agoMs, failed, isTold: false });

describe('a source that keeps failing', () => {
  it('owners are told after three failed runs in a row, once, and once when it works again', () => {
    let streak = workAgain(newStreak, NOW).streak;
    const told: boolean[] = [];
    for (let run = 1; run <= 10; run += 1) {
      const after = failAgain(streak, NOW + run * 60_000);
      streak = after.streak;
      told.push(after.mustTell);
    }
    expect(told.indexOf(true)).toBe(FAILED_RUNS_PATIENT - 1);
    expect(told.filter(Boolean)).toHaveLength(1);
    const after = workAgain(streak, NOW + 3_600_000);
    expect(after).toEqual({ mustTell: true, streak: { goodAt: NOW + 3_600_000, failed: 0, isTold: false } });
    expect(workAgain(after.streak, NOW).mustTell).toBe(false);
  });

  it.each<[string, SyncStreak, boolean]>([
    ['an hour after it worked', good(3_600_000), false],
    ['a moment short of a day', good(PATIENT_MS - 1), false],
    ['a day after it worked', good(PATIENT_MS), true],
    ['a day after it worked, told already', { ...good(PATIENT_MS), failed: 5, isTold: true }, false],
    ['for the first time, and it has never worked', newStreak, false],
    ['for the third time, and it has never worked', { ...newStreak, failed: 2 }, true],
  ])('it fails %s', (_, before, mustTell) => {
    expect(failAgain(before, NOW)).toMatchObject({ mustTell, streak: { failed: before.failed + 1 } });
  });

  it('a failure that no one was told of ends without a word', () => {
    expect(workAgain(failAgain(good(60_000), NOW).streak, NOW).mustTell).toBe(false);
  });
});
