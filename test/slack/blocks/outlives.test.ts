import { describe, expect, it } from 'vitest';
import type { ProviderId } from '../../../src/domain/ids.ts';
import { capabilities } from '../../../src/domain/providers/capabilities.ts';
import { type ProviderKind, providerKinds, vendorNames } from '../../../src/domain/providers/provider.ts';
import {
  describeMaker,
  describeOutliving,
  describeUnseenUse,
  findOutliving,
} from '../../../src/slack/blocks/outlives.ts';
import { buildEnrolmentMissing } from '../../../src/slack/features/notices/requester-notices.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';

const fixtures = createStoreFixtures('o');
const lena = fixtures.user(fixtures.organization().id);

const codeOf = (kind: ProviderKind) => ({
  expiresAt: 1_000_000,
  vendor: {
    providerId: 'prv_1234567890123456' as ProviderId,
    kind,
    accountId: '1',
    before: [],
    reference: null,
    endsAt: null,
    dueAt: null,
    failures: 0,
  },
});

describe('what is said of a disowned code whose vendor cannot end it', () => {
  it.each(providerKinds)('%s', (kind) => {
    for (const reader of ['admin', 'target'] as const) {
      const lines = describeOutliving(codeOf(kind), reader);
      if (capabilities[kind].ends !== 'none') expect(lines).toEqual([]);
      else expect(lines.join()).toContain(`${vendorNames[kind]} can’t end it`);
    }
  });

  it('our own ends', () =>
    expect(describeOutliving({ expiresAt: 1_000_000, vendor: null }, 'admin')).toEqual([]));
});

describe('N19: what is said of a disowned code that was live', () => {
  it.each(providerKinds)('%s: it may have been used before its vendor says so', (kind) =>
    expect(describeUnseenUse(codeOf(kind)).join()).toContain(`Look at ${vendorNames[kind]}’s own log`),
  );

  it('of our own, a use is known', () => expect(describeUnseenUse({ vendor: null })).toEqual([]));
});

describe('what is said of who made a code, and where it still works', () => {
  it.each(providerKinds)('%s', (kind) => {
    expect(describeMaker(codeOf(kind)).join()).toContain(vendorNames[kind]);
    const revoked = { ...fixtures.vendorCode(lena, { kind }), state: 'revoked' as const };
    const outliving = findOutliving(revoked);
    if (capabilities[kind].ends === 'none') expect(outliving).toMatchObject({ vendor: vendorNames[kind] });
    else expect(outliving).toBeNull();
    expect(findOutliving({ ...revoked, state: 'redeemed' })).toBeNull();
  });

  it('our own code has no vendor to name, and ends everywhere', () => {
    expect(describeMaker({ vendor: null })).toEqual([]);
    expect(findOutliving({ ...fixtures.code(lena), state: 'revoked' })).toBeNull();
  });

  it('a vendor that reports no new factor is not said to have seen none', () => {
    for (const kind of providerKinds) {
      const code = { ...fixtures.vendorCode(lena, { kind }), state: 'redeemed' as const };
      const { blocks } = buildEnrolmentMissing({
        code,
        state: 'redeemed',
        target: lena,
        issuedBy: lena,
        reason: '',
      });
      const text = JSON.stringify(blocks);
      expect(text).not.toContain('login service');
      expect(text.includes('shows no new factor')).toBe(capabilities[kind].tellsEnrolment);
    }
  });
});
