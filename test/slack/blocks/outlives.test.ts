import { describe, expect, it } from 'vitest';
import type { ProviderId } from '../../../src/domain/ids.ts';
import { capabilities } from '../../../src/domain/providers/capabilities.ts';
import { type ProviderKind, providerKinds, vendorNames } from '../../../src/domain/providers/provider.ts';
import { describeOutliving, describeUnseenUse } from '../../../src/slack/blocks/outlives.ts';

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
