import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OrganizationId } from '../../../src/domain/ids.ts';
import { defaultPolicy, type Policy, policyLimits } from '../../../src/domain/organization/policy.ts';
import {
  admitAttempt,
  isLockoutIdle,
  type Lockout,
  newLockout,
  recordFailure,
  recordPersonFailure,
  recordStrangerFailure,
  resetLockout,
  STRANGER_WAIT_MINUTES_MAX,
} from '../../../src/domain/redeeming/lockout.ts';

const T0 = 1_767_225_600_000;
const start = () => newLockout('org_1' as OrganizationId, 'usr_1', T0);
/** So that bursts do not come in between. */
const noBursts: Policy = { ...defaultPolicy, burstFailures: 100 };

interface Step {
  readonly lockout: Lockout;
  readonly waitSeconds: number;
  readonly alarm: 'frozen' | 'disabled' | null;
}

/** Wrong codes one after another, each at the first moment at which one is looked at. */
function hammer(policy: Policy, count: number): Step[] {
  const steps: Step[] = [];
  let lockout = start();
  let now = T0;
  for (let index = 0; index < count; index += 1) {
    const admission = admitAttempt(lockout, now);
    if (admission.kind === 'disabled') break;
    if (admission.kind === 'delayed') now += admission.retryAfterSeconds * 1000;
    expect(admitAttempt(lockout, now)).toEqual({ kind: 'admitted' });
    const outcome = recordFailure(lockout, policy, now);
    lockout = outcome.lockout;
    const waitSeconds = lockout.blockedUntil === null ? 0 : (lockout.blockedUntil - now) / 1000;
    steps.push({ lockout, waitSeconds, alarm: outcome.alarm });
  }
  return steps;
}

describe('the growing delay', () => {
  test('N7: none for four wrong codes, then 1, 2, 4, ... seconds, up to the cap', () => {
    const steps = hammer(noBursts, 17);
    const waits = steps.map(({ waitSeconds }) => waitSeconds);
    expect(steps.slice(0, 4).map(({ lockout }) => lockout.blockedUntil)).toEqual([null, null, null, null]);
    expect(waits).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300]);
  });

  test('N7: an attempt is looked at again at the very millisecond, and not one before', () => {
    const lockout: Lockout = { ...start(), blockedUntil: T0 + 2000 };
    expect(admitAttempt(lockout, T0 + 1999)).toEqual({ kind: 'delayed', retryAfterSeconds: 1 });
    expect(admitAttempt(lockout, T0 + 2000)).toEqual({ kind: 'admitted' });
    expect(admitAttempt(lockout, T0 + 2001)).toEqual({ kind: 'admitted' });
  });

  test('N7: who waits as long as told is admitted', () => {
    for (const ms of [1, 999, 1000, 1001, 299_999]) {
      const admission = admitAttempt({ ...start(), blockedUntil: T0 + ms }, T0);
      if (admission.kind !== 'delayed') return expect.unreachable('it is to wait');
      expect(admission.retryAfterSeconds).toBeGreaterThan(0);
      expect(
        admitAttempt({ ...start(), blockedUntil: T0 + ms }, T0 + admission.retryAfterSeconds * 1000),
      ).toEqual({ kind: 'admitted' });
    }
  });

  test('N7: the policy sets where it begins and where it ends', () => {
    const policy = { ...noBursts, delayAfterFailures: 1, delaySecondsMax: 5 };
    expect(hammer(policy, 5).map(({ waitSeconds }) => waitSeconds)).toEqual([1, 2, 4, 5, 5]);
  });
});

describe('a burst', () => {
  test('N7: with the default policy, one who tries as fast as allowed is frozen, with one alarm, within a minute', () => {
    const steps = hammer(defaultPolicy, defaultPolicy.burstFailures);
    expect(steps.map(({ alarm }) => alarm)).toEqual([...Array(9).fill(null), 'frozen']);
    expect(steps.at(-1)?.waitSeconds).toBe(defaultPolicy.freezeMinutes * 60);
    expect((steps.at(-1)?.lockout.updatedAt ?? 0) - T0).toBeLessThan(60_000);
  });

  test('N7: wrong codes that are spread wider than the window are none', () => {
    let lockout = start();
    for (let index = 0; index < 50; index += 1) {
      const now = T0 + index * (defaultPolicy.burstWindowMinutes * 60_000);
      const outcome = recordFailure(lockout, defaultPolicy, now);
      expect(outcome.alarm).toBeNull();
      lockout = outcome.lockout;
    }
  });

  test('N7: a window ends to the millisecond', () => {
    const policy: Policy = { ...defaultPolicy, burstFailures: 5, delayAfterFailures: 20 };
    const windowMs = policy.burstWindowMinutes * 60_000;
    let lockout = start();
    for (let index = 0; index < 4; index += 1) lockout = recordFailure(lockout, policy, T0).lockout;
    expect(recordFailure(lockout, policy, T0 + windowMs - 1).alarm).toBe('frozen');
    expect(recordFailure(lockout, policy, T0 + windowMs).alarm).toBeNull();
  });

  test('N7: a freeze is never shorter than the delay it takes the place of', () => {
    const policy: Policy = {
      ...defaultPolicy,
      freezeMinutes: 1,
      delaySecondsMax: 3600,
      burstFailures: 20,
      burstWindowMinutes: 60,
    };
    const lockout: Lockout = { ...start(), consecutiveFailures: 19, windowFailures: 19 };
    const { lockout: frozen, alarm } = recordFailure(lockout, policy, T0);
    expect(alarm).toBe('frozen');
    expect(frozen.blockedUntil).toBe(T0 + 3600 * 1000);
  });
});

describe('too many in a row', () => {
  test('N7: after the policy’s maximum of wrong codes nothing is looked at any more, however long one waits', () => {
    const steps = hammer(noBursts, 1000);
    expect(steps).toHaveLength(100);
    expect(steps.map(({ alarm }) => alarm).filter((alarm) => alarm !== null)).toEqual(['disabled']);
    const last = steps.at(-1)?.lockout ?? start();
    expect(admitAttempt(last, T0 + 100 * 365 * 86_400_000)).toEqual({ kind: 'disabled' });
  });

  test('N7: with every policy that is allowed there are at most 100, and each wait is as the policy says', () => {
    const within = ([min, max]: readonly [number, number]) => fc.integer({ min, max });
    const policies = fc.record({
      delayAfterFailures: within(policyLimits.delayAfterFailures),
      delaySecondsMax: within(policyLimits.delaySecondsMax),
      burstFailures: within(policyLimits.burstFailures),
      burstWindowMinutes: within(policyLimits.burstWindowMinutes),
      freezeMinutes: within(policyLimits.freezeMinutes),
      failuresMax: within(policyLimits.failuresMax),
    });
    fc.assert(
      fc.property(policies, (changes) => {
        const policy = { ...defaultPolicy, ...changes };
        const steps = hammer(policy, 1000);
        expect(steps).toHaveLength(policy.failuresMax);
        const longest = Math.max(policy.delaySecondsMax, policy.freezeMinutes * 60);
        for (const { waitSeconds } of steps) expect(waitSeconds).toBeLessThanOrEqual(longest);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  test('N7: the one that disables leaves nothing to wait for, and counts in the window', () => {
    const lockout: Lockout = {
      ...start(),
      consecutiveFailures: 99,
      windowFailures: 3,
      blockedUntil: T0 - 1,
    };
    expect(recordFailure(lockout, noBursts, T0 + 5)).toEqual({
      alarm: 'disabled',
      lockout: {
        ...start(),
        consecutiveFailures: 100,
        windowFailures: 4,
        isDisabled: true,
        updatedAt: T0 + 5,
      },
    });
  });

  test('N7: a success or an unlock begins anew', () => {
    const spent = hammer(noBursts, 100).at(-1)?.lockout ?? start();
    const later = T0 + 1e9;
    expect(resetLockout(spent, later)).toEqual({ ...start(), windowStartedAt: later, updatedAt: later });
    expect(admitAttempt(resetLockout(spent, later), later)).toEqual({ kind: 'admitted' });
  });
});

describe('the lockout of a person, under all their names', () => {
  test('N7: makes no one wait, and disables after the policy’s maximum, with one alarm', () => {
    let lockout = start();
    const alarms: (string | null)[] = [];
    for (let index = 1; index <= defaultPolicy.failuresMax + 2; index += 1) {
      const outcome = recordPersonFailure(lockout, defaultPolicy, T0 + index);
      lockout = outcome.lockout;
      alarms.push(outcome.alarm);
      expect(lockout).toEqual({
        ...start(),
        consecutiveFailures: index,
        isDisabled: index >= defaultPolicy.failuresMax,
        updatedAt: T0 + index,
      });
    }
    expect(alarms).toEqual([...Array(defaultPolicy.failuresMax - 1).fill(null), 'disabled', null, null]);
  });

  test('N7: stays disabled where the policy allows more failures since: only an admin re-enables', () => {
    const strict = { ...defaultPolicy, failuresMax: 10 };
    const disabled = recordPersonFailure({ ...start(), consecutiveFailures: 9 }, strict, T0).lockout;
    expect(recordPersonFailure(disabled, defaultPolicy, T0 + 1)).toMatchObject({
      lockout: { consecutiveFailures: 11, isDisabled: true },
      alarm: null,
    });
  });
});

describe('the lockout of a name on strangers', () => {
  const harsh: Policy = {
    ...defaultPolicy,
    failuresMax: 10,
    delaySecondsMax: 3600,
    freezeMinutes: 24 * 60,
    delayAfterFailures: 1,
  };
  const spent: Lockout = { ...start(), consecutiveFailures: 99 };

  test('N16: never disables, and makes nobody wait for longer than a quarter of an hour', () => {
    expect(STRANGER_WAIT_MINUTES_MAX).toBe(15);
    const { lockout, alarm } = recordStrangerFailure(spent, harsh, T0);
    expect(alarm).toBeNull();
    expect(lockout).toMatchObject({
      isDisabled: false,
      consecutiveFailures: 100,
      blockedUntil: T0 + 900_000,
    });
  });

  test('N16: a freeze is as short', () => {
    const { lockout, alarm } = recordStrangerFailure({ ...spent, windowFailures: 9 }, harsh, T0);
    expect(alarm).toBe('frozen');
    expect(lockout).toMatchObject({ isDisabled: false, windowFailures: 0, blockedUntil: T0 + 900_000 });
  });

  test('N16: a policy that is milder still holds', () => {
    const mild = { ...harsh, delaySecondsMax: 5, freezeMinutes: 1 };
    expect(recordStrangerFailure(spent, mild, T0).lockout.blockedUntil).toBe(T0 + 5000);
    expect(recordStrangerFailure({ ...spent, windowFailures: 9 }, mild, T0).lockout.blockedUntil).toBe(
      T0 + 60_000,
    );
  });
});

test.each([
  [{}, true],
  [{ windowFailures: 3 }, true],
  [{ consecutiveFailures: 1 }, false],
  [{ blockedUntil: T0 }, false],
  [{ isDisabled: true }, false],
])('N7: whether an unlock would take anything off %o: idle is %s', (change, isIdle) => {
  expect(isLockoutIdle({ ...start(), ...change })).toBe(isIdle);
});
