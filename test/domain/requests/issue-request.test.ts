import { describe, expect, it } from 'vitest';
import { policyLimits } from '../../../src/domain/organization/policy.ts';
import {
  countedAt,
  HELD_LIFETIME_MS,
  isOpenRequest,
  outlivesPrompt,
  REQUEST_LIFETIME_MS_MAX,
  requestStateAt,
  requestStates,
  requestTransitions,
} from '../../../src/domain/requests/issue-request.ts';

describe('the states of an issue request', () => {
  it.each(requestStates)('U3: %s is open, or ends for good', (state) => {
    const sources: readonly (readonly string[])[] = Object.values(requestTransitions);
    const leadsSomewhere = sources.some((from) => from.includes(state));
    expect(leadsSomewhere).toBe(isOpenRequest({ state }));
  });

  it('U3: an open request can end in every way, silence included', () => {
    for (const end of ['fulfilled', 'cancelled', 'expired'] as const) {
      expect(requestTransitions[end]).toEqual(['pending', 'approved']);
    }
    expect(requestTransitions.rejected).toEqual(['pending']);
  });

  it('N11: only a request that nobody has decided can be approved or rejected', () => {
    expect(requestTransitions.approved).toEqual(['pending']);
    expect(requestTransitions.rejected).toEqual(['pending']);
  });

  it.each(requestStates)(
    'N20: %s counts from its code on, or while it may have one, or once it was sent to others',
    (state) => {
      const request = { state, createdAt: 1, approvalAskedAt: null, settledAt: 9 };
      const alone = { pending: 1, approved: 1, fulfilled: 9, cancelled: null, rejected: null, expired: null };
      expect(countedAt(request)).toBe(alone[state]);
      expect(countedAt({ ...request, approvalAskedAt: 5 })).toBe(alone[state] ?? 1);
    },
  );

  it.each(requestStates)(
    'N5: %s is over at the very millisecond if it is open, and as it was before',
    (state) => {
      const request = { state, expiresAt: 1000 };
      const after = isOpenRequest({ state }) ? 'expired' : state;
      expect(requestStateAt(request, 999)).toBe(state);
      expect(requestStateAt(request, 1000)).toBe(after);
      expect(requestStateAt(request, 1001)).toBe(after);
    },
  );

  it.each([
    [null, 25 * 60_000, false],
    [null, 30 * 60_000, false],
    [null, 30 * 60_000 + 1, true],
    [1, 60_000, true],
  ] as const)(
    'S4: approval asked at %s, alive for %i ms: outlives the prompt: %s',
    (asked, life, expected) => {
      const request = { approvalAskedAt: asked, createdAt: 1000, expiresAt: 1000 + life };
      expect(outlivesPrompt(request)).toBe(expected);
    },
  );

  it('outlives no request that the longest policy allows', () => {
    const { requestLifetimeMinutes, approvalLifetimeMinutes } = policyLimits;
    // The prompt, a hold, the time after its release, and then the approval.
    const longest = (requestLifetimeMinutes[1] + 2 * approvalLifetimeMinutes[1]) * 60_000 + HELD_LIFETIME_MS;
    expect(REQUEST_LIFETIME_MS_MAX).toBeGreaterThan(longest);
    expect(REQUEST_LIFETIME_MS_MAX).toBe(345_600_000);
  });
});
