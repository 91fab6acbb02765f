import { describe, expect, it } from 'vitest';
import {
  CHECK_EVERY_MS,
  type DomainLook,
  isVerificationRecord,
  type JudgedLook,
  judgeLook,
  startChecks,
} from '../../../src/domain/directory/domain-check.ts';
import { acmeDomain } from '../people.ts';

const HOUR = 3_600_000;
const proven = { ...acmeDomain, verifiedAt: 0, ...startChecks(0) };

/** The verdicts of these looks, each so many hours after the domain was proven. */
function judgeAll(...looks: readonly (readonly [hours: number, look: DomainLook])[]): JudgedLook['kind'][] {
  let domain = proven;
  return looks.map(([hours, look]) => {
    const { kind, check } = judgeLook(domain, look, hours * HOUR);
    domain = { ...domain, ...check } as typeof proven;
    return kind;
  });
}

describe('N12: the daily look at a verified domain', () => {
  it('keeps a domain whose record is there, and looks again in a day', () => {
    const { kind, check } = judgeLook(proven, 'found', 7);
    expect({ kind, check }).toEqual({
      kind: 'kept',
      check: { lastCheckedAt: 7, nextCheckAt: 7 + CHECK_EVERY_MS, missingSince: null, missedLooks: 0 },
    });
  });

  it('warns at the first miss, and takes the domain away after 72 hours', () => {
    expect(judgeAll([24, 'missing'], [48, 'missing'], [72, 'missing'], [96, 'missing'])).toEqual([
      'first_missed',
      'missed',
      'missed',
      'lost',
    ]);
  });

  it('takes it away not a moment before', () => {
    expect(judgeAll([24, 'missing'], [48, 'missing'], [95.9, 'missing']).at(-1)).toBe('missed');
  });

  it('takes it away after three looks at least, however far apart they are', () => {
    expect(judgeAll([24, 'missing'], [900, 'missing'], [924, 'missing'])).toEqual([
      'first_missed',
      'missed',
      'lost',
    ]);
  });

  it('counts a DNS that fails neither way', () => {
    expect(judgeAll([24, 'missing'], [48, 'unanswered'], [72, 'unanswered'], [96, 'missing'])).toEqual([
      'first_missed',
      'unanswered',
      'unanswered',
      'missed',
    ]);
    expect(judgeAll([24, 'unanswered'], [200, 'unanswered'], [400, 'unanswered'])).not.toContain(
      'first_missed',
    );
  });

  it('begins again once the record was back', () => {
    expect(
      judgeAll([24, 'missing'], [48, 'missing'], [72, 'found'], [96, 'missing'], [120, 'missing']),
    ).toEqual(['first_missed', 'missed', 'found_again', 'first_missed', 'missed']);
  });

  it('a lost domain is looked up no more, and says since when', () => {
    const missed = { ...proven, missingSince: 0, missedLooks: 2 };
    expect(judgeLook(missed, 'missing', 72 * HOUR).check).toEqual({
      lastCheckedAt: 72 * HOUR,
      nextCheckAt: null,
      missingSince: 0,
      missedLooks: 3,
    });
  });
});

describe('N12: a TXT record is the proof', () => {
  const token = 'backupcode-verification=aB3-_xYz';
  it.each([
    ['as it is', token],
    ['in quotes', `"${token}"`],
    ['in escaped quotes', `\\"${token}\\"`],
    ['split within the quotes', '"backupcode-verif" "ication=aB3-_xYz"'],
    ['with spaces and a line break', ` ${token}\t\n`],
    ['with a dot at the end', `${token}.`],
    ['in lower case', token.toLowerCase()],
    ['with a zero-width space', `${token}\u200b`],
  ])('%s', (_how, value) => expect(isVerificationRecord(value, token)).toBe(true));

  it.each([
    ['empty', ''],
    ['cut', token.slice(0, -1)],
    ['longer', `${token}A`],
    ['the token without its name', 'aB3-_xYz'],
    ['with other text', `v=spf1 ${token}`],
    ['with another dash', token.replace('B3-', 'B3_')],
    ['endless', `${token}${' '.repeat(2000)}`],
  ])('but not %s', (_how, value) => expect(isVerificationRecord(value, token)).toBe(false));
});
