import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../src/domain/organization/policy.ts';
import { isBurst, judgeLimits } from '../../../src/services/requests/judge-limits.ts';
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
          { requester: lena, target: mia, policy, lane: null },
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

describe('N20: limits of the whole organization', () => {
  const MINUTE = 60_000;

  /** Requests of two admins that were made so long ago; judged with these limits. */
  async function judge(agos: readonly number[], limits: Partial<typeof defaultPolicy>, endedAgo?: number) {
    const { store, lena, mia } = await openRedeemWorld();
    const { organizationId } = lena;
    const policy = { ...defaultPolicy, ...limits };
    return store.transact(organizationId, async (tx) => {
      for (const [index, ago] of agos.entries()) {
        const requester = index % 2 === 0 ? lena : mia;
        await tx.requests.insert(fixtures.request(requester, lena, { createdAt: NOW - ago }));
      }
      if (endedAgo !== undefined)
        await tx.freezes.put(fixtures.freeze(organizationId, { kind: 'hold', endedAt: NOW - endedAgo }));
      const deps = { clock: { now: () => NOW } };
      const third = fixtures.user(organizationId);
      const fourth = fixtures.user(organizationId);
      const refusals = await judgeLimits(deps, tx, { requester: third, target: fourth, policy, lane: null });
      return { refusals, isBurst: await isBurst(deps, tx, { id: organizationId, policy }) };
    });
  }

  it('all requesters together reach the limit of an hour, until the oldest that fills it is an hour old', async () => {
    const limits = { requestsPerOrganizationPerHour: 3 };
    expect((await judge([1, 2], limits)).refusals).toEqual([]);
    expect((await judge([1, 2, 5000], limits)).refusals).toEqual([
      { code: 'organization_rate_limited', limit: 3, until: NOW + HOUR - 5000 },
    ]);
    expect((await judge([1, 2, HOUR + 1], limits)).refusals).toEqual([]);
  });

  it('one more than a burst allows, within its window, is a burst', async () => {
    const limits = { requestBurst: 3, requestBurstMinutes: 10 };
    expect(await judge([1, 2], limits)).toMatchObject({ isBurst: false });
    expect(await judge([1, 2, 10 * MINUTE], limits)).toMatchObject({ isBurst: true });
    expect(await judge([1, 2, 10 * MINUTE + 1], limits)).toMatchObject({ isBurst: false });
  });

  it('those that two people have looked at don’t count again', async () => {
    const limits = { requestBurst: 2, requestBurstMinutes: 10 };
    expect(await judge([1, 2, 5000], limits, 5000)).toMatchObject({ isBurst: true });
    expect(await judge([1, 5000, 6000], limits, 5000)).toMatchObject({ isBurst: false });
    expect(await judge([1, 5000], limits, 20 * MINUTE)).toMatchObject({ isBurst: true });
  });
});
