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
const good = (agoMs: number, failed = 0): SyncStreak => ({ goodAt: NOW - agoMs, failed, isNotified: false });

describe('a source that keeps failing', () => {
  it('owners are notified after three failed runs in a row, once, and once when it works again', () => {
    let streak = workAgain(newStreak, NOW).streak;
    const notified: boolean[] = [];
    for (let run = 1; run <= 10; run += 1) {
      const after = failAgain(streak, NOW + run * 60_000);
      streak = after.streak;
      notified.push(after.mustNotify);
    }
    expect(notified.indexOf(true)).toBe(FAILED_RUNS_PATIENT - 1);
    expect(notified.filter(Boolean)).toHaveLength(1);
    const after = workAgain(streak, NOW + 3_600_000);
    expect(after).toEqual({
      mustNotify: true,
      streak: { goodAt: NOW + 3_600_000, failed: 0, isNotified: false },
    });
    expect(workAgain(after.streak, NOW).mustNotify).toBe(false);
  });

  it.each<[string, SyncStreak, boolean]>([
    ['an hour after it worked', good(3_600_000), false],
    ['a moment short of a day', good(PATIENT_MS - 1), false],
    ['a day after it worked', good(PATIENT_MS), true],
    ['a day after it worked, notified already', { ...good(PATIENT_MS), failed: 5, isNotified: true }, false],
    ['for the first time, and it has never worked', newStreak, false],
    ['for the third time, and it has never worked', { ...newStreak, failed: 2 }, true],
  ])('it fails %s', (_, before, mustNotify) => {
    expect(failAgain(before, NOW)).toMatchObject({ mustNotify, streak: { failed: before.failed + 1 } });
  });

  it('a failure that no one was notified of ends without a word', () => {
    expect(workAgain(failAgain(good(60_000), NOW).streak, NOW).mustNotify).toBe(false);
  });
});
