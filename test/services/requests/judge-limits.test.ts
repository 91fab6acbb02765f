import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../src/domain/organization/policy.ts';
import { judgeLimits } from '../../../src/services/requests/judge-limits.ts';
import { createStoreFixtures, T0 } from '../../support/store-fixtures.ts';
import { openRedeemWorld } from '../open-redeem-world.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = T0 + 10 * DAY;
const fixtures = createStoreFixtures('limits');

interface Case {
  readonly what: string;
  /** How long ago the requester, and others, had a code for the target; and the requester one for another person. */
  readonly own?: readonly number[];
  readonly others?: readonly number[];
  readonly elsewhere?: readonly number[];
  /** How long ago the very request was made that is about to have its code. */
  readonly request?: number;
  readonly perHour?: number;
  readonly perDay?: number;
  /** Which limits are reached, and in what time each ends. */
  readonly refused: Readonly<Record<string, number>>;
}

const requester = (ends: number) => ({ requester_rate_limited: ends });
const target = (ends: number) => ({ target_rate_limited: ends });

const cases: readonly Case[] = [
  { what: 'none before', perHour: 1, perDay: 1, refused: {} },
  { what: 'one below the limit of an hour', own: [1000], perHour: 2, refused: {} },
  { what: 'the limit of an hour', own: [1000, 60_000], perHour: 2, refused: requester(HOUR - 60_000) },
  {
    what: 'for whomever they were',
    own: [1000],
    elsewhere: [60_000],
    perHour: 2,
    refused: requester(HOUR - 60_000),
  },
  {
    what: 'more than the limit: only the last that fills it counts',
    own: [1000, 2000, 60_000],
    perHour: 1,
    refused: requester(HOUR - 1000),
  },
  { what: 'an hour ago to the millisecond', own: [HOUR], perHour: 1, refused: requester(0) },
  { what: 'longer ago than an hour', own: [HOUR + 1000], perHour: 1, refused: {} },
  { what: 'of others, for the limit of an hour', others: [1000], perHour: 1, refused: {} },
  { what: 'one below the limit of a day', own: [1000], perDay: 2, refused: {} },
  {
    what: 'the limit of a day, by whomever',
    own: [1000],
    others: [5 * HOUR],
    perDay: 2,
    refused: target(19 * HOUR),
  },
  { what: 'of another target, for the limit of a day', elsewhere: [1000], perDay: 1, refused: {} },
  { what: 'a day ago to the millisecond', others: [DAY], perDay: 1, refused: target(0) },
  { what: 'longer ago than a day', others: [DAY + 1000], perDay: 1, refused: {} },
  {
    what: 'both',
    own: [1000],
    perHour: 1,
    perDay: 1,
    refused: { ...requester(HOUR - 1000), ...target(DAY - 1000) },
  },
  { what: 'the request itself does not count', request: 1000, perHour: 1, perDay: 1, refused: {} },
  { what: 'the request itself, at the edge of the hour', request: HOUR, perHour: 1, refused: {} },
  { what: 'the request itself, at the edge of the day', request: DAY, perDay: 1, refused: {} },
  {
    what: 'another beside the request, which ends when that one does',
    request: 1000,
    own: [60_000],
    perHour: 1,
    perDay: 1,
    refused: { ...requester(HOUR - 60_000), ...target(DAY - 60_000) },
  },
  {
    what: 'another, where the request is older than the hour',
    request: HOUR + 1000,
    own: [60_000],
    perHour: 1,
    refused: requester(HOUR - 60_000),
  },
  {
    what: 'another, where the request is older than the day',
    request: DAY + 1000,
    others: [60_000],
    perDay: 1,
    refused: target(DAY - 60_000),
  },
];

describe('N20: limits on codes', () => {
  it.each(cases)(
    '$what',
    async ({ own = [], others = [], elsewhere = [], request, perHour = 100, perDay = 100, refused }) => {
      const { store, lena, mia } = await openRedeemWorld();
      const { organizationId } = lena;
      const olga = fixtures.user(organizationId, { role: 'owner' });
      const made = (by: typeof lena, whom: typeof lena, ago: number) =>
        fixtures.request(by, whom, { state: 'fulfilled', createdAt: NOW - ago, settledAt: NOW - ago });
      const opened =
        request === undefined
          ? null
          : fixtures.request(lena, mia, {
              createdAt: NOW - request,
              expiresAt: NOW + HOUR,
              state: 'approved',
              approvalAskedAt: NOW - request,
            });
      const requests = [
        ...own.map((ago) => made(lena, mia, ago)),
        ...others.map((ago) => made(olga, mia, ago)),
        ...elsewhere.map((ago) => made(lena, olga, ago)),
        ...(opened === null ? [] : [opened]),
      ];
      const policy = {
        ...defaultPolicy,
        requestsPerRequesterPerHour: perHour,
        requestsPerTargetPerDay: perDay,
      };
      const refusals = await store.transact(organizationId, async (tx) => {
        await tx.directory.insert(olga);
        for (const each of requests) await tx.requests.insert(each);
        return judgeLimits(
          { clock: { now: () => NOW } },
          tx,
          { requester: lena, target: mia, policy },
          opened,
        );
      });
      const ends = refusals.map(({ code, until }) => [code, (until ?? 0) - NOW]);
      expect(Object.fromEntries(ends)).toEqual(refused);
      const limits = [
        ...('requester_rate_limited' in refused ? [perHour] : []),
        ...('target_rate_limited' in refused ? [perDay] : []),
      ];
      expect(refusals.map(({ limit }) => limit)).toEqual(limits);
    },
  );
});
