import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../src/domain/organization/policy.ts';
import { DAY_MS, findSignals, type RiskFacts } from '../../../src/domain/requests/find-signals.ts';
import { issuersRight } from '../../../src/domain/requests/lane.ts';
import { isOnLeave } from '../../../src/domain/requests/leave-words.ts';
import { areStricter, fixTerms, tightenTerms } from '../../../src/domain/requests/request-terms.ts';
import { type RiskSignal, riskSignals } from '../../../src/domain/requests/risk-signal.ts';
import { tiers } from '../../../src/domain/requests/tier.ts';

const MINUTE = 60_000;
/** Noon in UTC. */
const NOW = Date.UTC(2026, 5, 15, 12);
const LONG_AGO = NOW - 365 * DAY_MS;

const calm: RiskFacts = {
  now: NOW,
  codes: [],
  otherRequesters: 0,
  status: null,
  timeZone: 'Europe/Berlin',
  organizationSince: LONG_AGO,
  requesterSince: LONG_AGO,
  linkedAt: LONG_AGO,
  lockouts: [],
  delayAfterFailures: 5,
  isBurst: false,
};

type Code = RiskFacts['codes'][number];
const code = (change: Partial<Code>): Code => ({
  createdAt: NOW - 60 * MINUTE,
  state: 'expired',
  settledAt: NOW - 1,
  revocationReason: null,
  ...change,
});
const wrong = (consecutiveFailures: number, isDisabled = false, updatedAt = NOW - MINUTE) => ({
  lockouts: [{ consecutiveFailures, isDisabled, updatedAt }],
});
const away = (text: string) => ({ status: { text, emoji: '', expiresAt: null } });

const table: readonly (readonly [what: string, facts: Partial<RiskFacts>, signals: readonly RiskSignal[]])[] =
  [
    ['nothing', {}, []],
    ['one code today', { codes: [code({})] }, []],
    ['two codes today', { codes: [code({}), code({})] }, ['issued_today']],
    ['two codes, one just a day ago', { codes: [code({}), code({ createdAt: NOW - DAY_MS })] }, []],
    [
      'two codes, one within the day',
      { codes: [code({}), code({ createdAt: NOW - DAY_MS + 1 })] },
      ['issued_today'],
    ],
    [
      'two codes, of which Slack took one',
      { codes: [code({}), code({ state: 'revoked', revocationReason: 'delivery_failed' })] },
      [],
    ],
    [
      'two codes, one never shown',
      { codes: [code({}), code({ state: 'revoked', revocationReason: 'never_delivered' })] },
      [],
    ],
    ['two codes, one being shown', { codes: [code({}), code({ state: 'undelivered' })] }, []],
    [
      'a code used 29 minutes ago',
      { codes: [code({ state: 'redeemed', settledAt: NOW - 30 * MINUTE + 1 })] },
      ['used_minutes_ago'],
    ],
    [
      'a code used 30 minutes ago',
      { codes: [code({ state: 'redeemed', settledAt: NOW - 30 * MINUTE })] },
      [],
    ],
    ['a code revoked a minute ago', { codes: [code({ state: 'revoked', settledAt: NOW - MINUTE })] }, []],
    ['on vacation', away('On vacation until Monday'), ['on_leave']],
    ['in a meeting', away('In a meeting'), []],
    ['22:00 where they are', { timeZone: 'Asia/Tokyo', now: Date.UTC(2026, 5, 15, 13) }, ['night']],
    ['21:59 where they are', { timeZone: 'Asia/Tokyo', now: Date.UTC(2026, 5, 15, 12, 59) }, []],
    ['5:59 where they are', { timeZone: 'America/New_York', now: Date.UTC(2026, 5, 15, 9, 59) }, ['night']],
    ['6:00 where they are', { timeZone: 'America/New_York', now: Date.UTC(2026, 5, 15, 10) }, []],
    ['half past midnight', { timeZone: 'Asia/Kolkata', now: Date.UTC(2026, 5, 15, 19) }, ['night']],
    ['a zone that Slack left out', { timeZone: null, now: Date.UTC(2026, 5, 15, 0) }, []],
    ['a zone of no known name', { timeZone: 'Mars/Olympus', now: Date.UTC(2026, 5, 15, 0) }, []],
    ['a role of six days', { requesterSince: NOW - 7 * DAY_MS + 1 }, ['requester_new']],
    ['a role of a week', { requesterSince: NOW - 7 * DAY_MS }, []],
    ['an account linked within a day', { linkedAt: NOW - DAY_MS + 1 }, ['link_new']],
    ['an account linked a day ago', { linkedAt: NOW - DAY_MS }, []],
    ['no linked account', { linkedAt: null }, []],
    [
      'all is new in a new organization',
      { organizationSince: NOW - 7 * DAY_MS + 1, requesterSince: NOW - 1, linkedAt: NOW },
      [],
    ],
    [
      'all is new in an organization of a week',
      { organizationSince: NOW - 7 * DAY_MS, requesterSince: NOW - 1, linkedAt: NOW },
      ['requester_new', 'link_new'],
    ],
    ['another admin asked, too', { otherRequesters: 1 }, ['several_requesters']],
    ['four wrong codes', wrong(4), []],
    ['five wrong codes', wrong(5), ['wrong_codes']],
    ['five wrong codes a day ago', wrong(5, false, NOW - DAY_MS), []],
    ['disabled long ago', wrong(0, true, LONG_AGO), ['wrong_codes']],
    ['a burst', { isBurst: true }, ['burst']],
    [
      'all together, in their order',
      {
        ...wrong(5),
        ...away('Urlaub'),
        codes: [code({}), code({ state: 'redeemed' })],
        timeZone: 'Pacific/Auckland',
        requesterSince: NOW,
        linkedAt: NOW,
        otherRequesters: 2,
        isBurst: true,
      },
      riskSignals,
    ],
  ];

it.each(table)('%s', (_what, facts, signals) => {
  expect(findSignals({ ...calm, ...facts })).toEqual(signals);
});

it('every signal is in the table', () => {
  expect(new Set(table.flatMap(([, , signals]) => signals))).toEqual(new Set(riskSignals));
});

describe('a status that says that a person is away', () => {
  const status = (text: string, emoji = '') => ({ text, emoji, expiresAt: null });

  it.each([
    'Vacationing',
    'OOO till 3/4',
    'Out of office • Outlook Calendar',
    'On PTO',
    'Urlaub bis 12.',
    'Krank',
    'En vacances',
    'En congés',
    'Vacaciones',
    'De férias',
    'In ferie',
    'Met verlof',
    'Na urlopie',
    '休暇中',
    'VACATION',
  ])('%s', (text) => expect(isOnLeave(status(text), NOW)).toBe(true));

  it.each([
    '',
    'In a meeting • Google Calendar',
    'Working remotely',
    'Commuting',
    'Laptop',
    'booo',
    'Krankenhaus-Projekt',
    'optout',
    'Available',
  ])('not %s', (text) => expect(isOnLeave(status(text), NOW)).toBe(false));

  it.each([':palm_tree:', ':face_with_thermometer:', ':desert_island:'])('%s', (emoji) =>
    expect(isOnLeave(status('', emoji), NOW)).toBe(true),
  );

  it.each([':house_with_garden:', ':bus:', ''])('not %s', (emoji) =>
    expect(isOnLeave(status('', emoji), NOW)).toBe(false),
  );

  it('not one that has ended', () => {
    expect(isOnLeave({ ...status('Urlaub'), expiresAt: NOW }, NOW)).toBe(false);
    expect(isOnLeave({ ...status('Urlaub'), expiresAt: NOW + 1 }, NOW)).toBe(true);
  });
});

describe('the terms of a request', () => {
  it('signals raise the tier by one step, however many they are, and never beyond the highest', () => {
    const raised = tiers.map((tier) => fixTerms(tier, ['night', 'burst'], defaultPolicy, issuersRight).tier);
    expect(raised).toEqual(['privileged', 'executive', 'executive']);
    expect(fixTerms('standard', ['night'], defaultPolicy, issuersRight)).toMatchObject({
      ...defaultPolicy.tiers.privileged,
      tier: 'privileged',
      signals: ['night'],
    });
  });

  it('a signal that the policy leaves out neither counts nor is said', () => {
    const policy = { ...defaultPolicy, riskSignals: riskSignals.filter((signal) => signal !== 'night') };
    expect(fixTerms('standard', ['night'], policy, issuersRight)).toMatchObject({
      tier: 'standard',
      signals: [],
    });
    expect(fixTerms('standard', ['night', 'burst'], policy, issuersRight)).toMatchObject({
      tier: 'privileged',
      signals: ['burst'],
    });
  });

  it('stricter: a higher tier, or more of what each asks for; never milder', () => {
    const standard = fixTerms('standard', [], defaultPolicy, issuersRight);
    const privileged = fixTerms('privileged', ['night'], defaultPolicy, issuersRight);
    expect(areStricter(privileged, standard)).toBe(true);
    expect(areStricter(standard, privileged)).toBe(false);
    expect(areStricter(standard, standard)).toBe(false);
    expect(areStricter({ ...standard, approvalsRequired: 1 }, standard)).toBe(true);
    expect(areStricter({ ...standard, verificationsRequired: 1 }, standard)).toBe(true);
    const ofOwners = { ...privileged.approvers, roles: ['owner'] } as const;
    expect(areStricter({ ...privileged, approvers: ofOwners }, privileged)).toBe(true);
    expect(areStricter(privileged, { ...privileged, approvers: ofOwners })).toBe(false);
    expect(areStricter(privileged, { ...privileged, fallbackApprovers: ofOwners })).toBe(true);
    expect(fixTerms('standard', [], defaultPolicy, issuersRight, 'privileged')).toMatchObject({
      tier: 'privileged',
    });
    const then = { ...standard, verificationsRequired: 3, signals: ['burst'] as const };
    expect(tightenTerms(then, { ...privileged, approvalsRequired: 1 })).toMatchObject({
      tier: privileged.tier,
      signals: ['burst', 'night'],
      verificationsRequired: 3,
    });
    expect(tightenTerms(privileged, { ...standard, approvalsRequired: 9 })).toMatchObject({
      tier: privileged.tier,
      approvalsRequired: 9,
    });
  });
});
