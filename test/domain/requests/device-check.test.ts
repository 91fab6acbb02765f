import { describe, expect, it } from 'vitest';
import {
  backOff,
  DEVICE_CHECKS_PER_DAY,
  DEVICE_CHECKS_PER_HOUR,
  findDeviceLimit,
  slowDown,
} from '../../../src/domain/requests/device-check.ts';

const NOW = Date.UTC(2026, 0, 31, 12);
const HOUR = 3_600_000;
const at = (...hoursAgo: number[]) => hoursAgo.map((hours) => ({ startedAt: NOW - hours * HOUR }));

describe('N20: how often a person may be asked on their device', () => {
  it.each([
    ['never asked', at(), null],
    ['twice within the hour', at(0.1, 0.9), null],
    ['three times within the hour', at(0.5, 0.1, 0.9), { limit: 3, until: NOW + 0.1 * HOUR }],
    ['the first just an hour ago', at(0.1, 0.5, 1), null],
    ['six times within the day', at(23, 2, 3, 4, 5, 6), { limit: 6, until: NOW + HOUR }],
    [
      'seven times: the sixth newest decides',
      at(23.5, 2, 3, 4, 5, 6, 22),
      { limit: 6, until: NOW + 2 * HOUR },
    ],
    ['the first just a day ago', at(24, 2, 3, 4, 5, 6), null],
    ['both', at(0.1, 0.2, 0.3, 4, 5, 6), { limit: 6, until: NOW + 18 * HOUR }],
  ])('%s', (_name, checks, expected) => {
    expect(findDeviceLimit(checks, NOW)).toEqual(expected);
  });

  it('an hour has fewer than a day', () => {
    expect([DEVICE_CHECKS_PER_HOUR, DEVICE_CHECKS_PER_DAY]).toEqual([3, 6]);
  });
});

describe('how long to wait between two looks', () => {
  it('five seconds more when told to slow down, twice as long after a failure, a minute at the most', () => {
    expect(slowDown({ intervalMs: 5000 })).toBe(10_000);
    expect(slowDown({ intervalMs: 58_000 })).toBe(60_000);
    expect(backOff({ intervalMs: 5000 })).toBe(10_000);
    expect(backOff({ intervalMs: 40_000 })).toBe(60_000);
  });
});
