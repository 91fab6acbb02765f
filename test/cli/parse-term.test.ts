import { describe, expect, it } from 'vitest';
import { parseLifetime, parseStart } from '../../src/cli/parse-term.ts';

describe('--lifetime', () => {
  it.each([
    ['4h', 240],
    ['30m', 30],
    ['90', 90],
    [' 1h ', 60],
    ['', null],
    ['h', null],
    ['1.5h', null],
    ['-5m', null],
    ['4 hours', null],
    ['2d', null],
  ])('%s is %s minutes', (text, minutes) => expect(parseLifetime(text)).toBe(minutes));
});

describe('--start', () => {
  it.each([
    ['2026-12-07T08:00+01:00', '2026-12-07T07:00:00.000Z'],
    ['2026-12-07T07:00Z', '2026-12-07T07:00:00.000Z'],
    ['2026-12-07t07:00:30z', '2026-12-07T07:00:30.000Z'],
    // The hour that Berlin has twice, and the one that it skips: with the offset each is one moment.
    ['2026-10-25T02:30+02:00', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25T02:30+01:00', '2026-10-25T01:30:00.000Z'],
    ['2027-03-28T02:30+01:00', '2027-03-28T01:30:00.000Z'],
    ['2028-02-29T00:00Z', '2028-02-29T00:00:00.000Z'],
  ])('%s is %s', (text, moment) => expect(new Date(parseStart(text) ?? 0).toISOString()).toBe(moment));

  it.each([
    '2026-12-07T08:00',
    '2026-12-07 08:00+01:00',
    '2026-12-07',
    '2027-02-29T08:00Z',
    '2026-02-30T08:00Z',
    '2026-13-01T08:00Z',
    '2026-12-07T25:00Z',
    '2026-12-07T08:61Z',
    'Monday 8:00',
    '',
  ])('%s is no moment', (text) => expect(parseStart(text)).toBeNull());
});
