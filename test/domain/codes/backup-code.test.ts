import { describe, expect, it } from 'vitest';
import {
  codeStateAt,
  codeStates,
  codeTransitions,
  isCodeExpired,
  liveCodeStates,
  revocationReasons,
} from '../../../src/domain/codes/backup-code.ts';

describe('the states of a code', () => {
  it('N3: a code is redeemed only once it is in the requester’s hands, and what has ended leads nowhere', () => {
    expect(codeTransitions).toEqual({
      active: ['undelivered'],
      redeemed: ['active'],
      revoked: ['undelivered', 'active'],
      superseded: ['undelivered', 'active'],
      expired: ['active'],
    });
    expect(codeStates).toEqual(['undelivered', 'active', 'redeemed', 'revoked', 'superseded', 'expired']);
  });

  it.each(codeStates)('N3: %s is live, or ends for good', (state) => {
    const sources: readonly (readonly string[])[] = Object.values(codeTransitions);
    const isLive = (liveCodeStates as readonly string[]).includes(state);
    expect(sources.some((from) => from.includes(state))).toBe(isLive);
  });

  it('N14: why a code was revoked is one of eight reasons', () => {
    expect(revocationReasons).toEqual([
      'admin',
      'disowned',
      'delivery_failed',
      'never_delivered',
      'not_allowed',
      'frozen',
      'provider_refused',
      'provider_ended',
    ]);
  });
});

describe('the end of a code', () => {
  it.each([
    [999, false],
    [1000, true],
    [1001, true],
  ])('N5: at %d, of one that expires at 1000: %s', (now, isExpired) => {
    expect(isCodeExpired({ expiresAt: 1000 }, now)).toBe(isExpired);
    expect(codeStateAt({ state: 'active', expiresAt: 1000 }, now)).toBe(isExpired ? 'expired' : 'active');
  });

  it.each(codeStates.filter((state) => state !== 'active'))('N5: a code that is %s stays so', (state) => {
    expect(codeStateAt({ state, expiresAt: 1000 }, 2000)).toBe(state);
  });
});
