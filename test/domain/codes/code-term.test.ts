import { describe, expect, it } from 'vitest';
import { isCodeEarly } from '../../../src/domain/codes/backup-code.ts';
import {
  expiryAfter,
  fixCodeTerm,
  judgeStart,
  lifetimeOf,
  listLifetimes,
  reminderAt,
} from '../../../src/domain/codes/code-term.ts';
import { defaultPolicy } from '../../../src/domain/organization/policy.ts';

const NOW = 1_767_225_600_000;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const chosen = (lifetimeMinutes: number | null, startsAt: number | null = null) =>
  ({ lane: 'issuer', lifetimeMinutes, startsAt }) as const;
const helpDesk = { ...defaultPolicy.helpDesk, lifetimeMinutesMax: 30 };

describe('N5: how long a code works', () => {
  it('as the policy says, or as the requester chose', () => {
    expect(lifetimeOf(chosen(null), defaultPolicy)).toBe(60);
    expect(lifetimeOf(chosen(240), defaultPolicy)).toBe(240);
  });

  it('never longer than the maximum of now', () => {
    const policy = { ...defaultPolicy, codeLifetimeMinutesMax: 120 };
    expect(lifetimeOf(chosen(240), policy)).toBe(120);
    expect(fixCodeTerm(chosen(240), policy, NOW)).toEqual({
      startsAt: null,
      expiresAt: NOW + 120 * MINUTE,
      isShortened: true,
    });
    expect(fixCodeTerm(chosen(120), policy, NOW).isShortened).toBe(false);
    expect(fixCodeTerm(chosen(null), policy, NOW).isShortened).toBe(false);
  });

  it('the help desk’s never longer than its own cap', () => {
    const policy = { ...defaultPolicy, helpDesk };
    const request = { lane: 'help_desk', lifetimeMinutes: 240 } as const;
    expect(lifetimeOf(request, policy)).toBe(30);
    expect(lifetimeOf({ ...request, lifetimeMinutes: null }, policy)).toBe(30);
    expect(listLifetimes(request, policy)).toEqual([15, 30]);
  });

  it.each([
    [{}, [15, 30, 60, 120, 240, 480]],
    [{ codeLifetimeMinutesMax: 1440 }, [15, 30, 60, 120, 240, 480, 720, 1440]],
    [{ codeLifetimeMinutes: 25, codeLifetimeMinutesMax: 45 }, [15, 25, 30, 45]],
    [{ codeLifetimeMinutes: 10, codeLifetimeMinutesMax: 10 }, [10]],
  ])('on offer with %j', (change, expected) => {
    expect(listLifetimes(chosen(null), { ...defaultPolicy, ...change })).toEqual(expected);
  });

  it('one that was chosen stays on offer while it is allowed', () => {
    expect(listLifetimes(chosen(90), defaultPolicy)).toContain(90);
    expect(listLifetimes(chosen(900), defaultPolicy)).not.toContain(900);
  });
});

describe('from when on a code works', () => {
  it('a start to come counts, and the lifetime from then on', () => {
    const startsAt = NOW + 3 * DAY;
    expect(fixCodeTerm(chosen(30, startsAt), defaultPolicy, NOW)).toEqual({
      startsAt,
      expiresAt: startsAt + 30 * MINUTE,
      isShortened: false,
    });
    expect(expiryAfter(startsAt, chosen(30), defaultPolicy)).toBe(startsAt + 30 * MINUTE);
  });

  it.each([0, -1, -DAY])('a start %d ms from now means now', (offset) => {
    expect(fixCodeTerm(chosen(30, NOW + offset), defaultPolicy, NOW)).toMatchObject({
      startsAt: null,
      expiresAt: NOW + 30 * MINUTE,
    });
  });

  it.each([
    [1, 7, null],
    [0, 7, 'start_passed'],
    [-1, 7, 'start_passed'],
    [7 * DAY, 7, null],
    [7 * DAY + 1, 7, 'start_too_far'],
    [1, 0, 'start_not_allowed'],
  ])('%d ms from now, with %d days allowed: %s', (offset, delayedStartDaysMax, problem) => {
    expect(judgeStart(NOW + offset, { ...defaultPolicy, delayedStartDaysMax }, NOW)).toBe(problem);
  });

  it('N5: early until its first moment, to the millisecond', () => {
    expect(isCodeEarly({ startsAt: NOW }, NOW - 1)).toBe(true);
    expect(isCodeEarly({ startsAt: NOW }, NOW)).toBe(false);
    expect(isCodeEarly({ startsAt: null }, NOW)).toBe(false);
  });

  // Berlin's clocks go back on 25 October 2026 at 3:00, and forward on 28 March 2027 at 2:00.
  it.each(['2026-10-25T02:30:00+02:00', '2026-10-25T02:30:00+01:00', '2027-03-28T01:59:00+01:00'])(
    'a start at %s is a moment: hours that a change of the clock repeats or skips are no matter',
    (written) => {
      const startsAt = Date.parse(written);
      const term = fixCodeTerm(chosen(120, startsAt), defaultPolicy, startsAt - DAY);
      expect(term).toMatchObject({ startsAt, expiresAt: startsAt + 120 * MINUTE });
    },
  );
});

describe('the reminder before a code expires unused', () => {
  const code = (lifetime: number, startsAt: number | null = null) => ({
    startsAt,
    expiresAt: (startsAt ?? NOW) + lifetime * MINUTE,
  });

  it.each([
    [60, 10, 50],
    [15, 10, 5],
    [12, 10, 2],
    [11, 10, null],
    [10, 10, null],
    [10, 30, null],
    [60, null, null],
  ])('of %s minutes, %s before the end: after %s', (lifetime, remindBeforeExpiryMinutes, after) => {
    expect(reminderAt(code(lifetime), { remindBeforeExpiryMinutes }, NOW)).toBe(
      after === null ? null : NOW + after * MINUTE,
    );
  });

  it('never before a code for later works', () => {
    const startsAt = NOW + DAY;
    const policy = { remindBeforeExpiryMinutes: 30 };
    expect(reminderAt(code(60, startsAt), policy, NOW)).toBe(startsAt + 30 * MINUTE);
    expect(reminderAt(code(30, startsAt), policy, NOW)).toBeNull();
  });
});
