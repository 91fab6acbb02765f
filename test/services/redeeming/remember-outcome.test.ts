import { describe, expect, it } from 'vitest';
import type { BackupCode } from '../../../src/domain/codes/backup-code.ts';
import { IDEMPOTENCY_KEPT_MS } from '../../../src/domain/redeeming/redeem-outcome.ts';
import type { Transaction } from '../../../src/ports/store.ts';
import {
  type AttemptResult,
  publicCodes,
  type RedeemRefusalReason,
} from '../../../src/services/redeeming/attempt.ts';
import {
  findOutcome,
  putOutcome,
  type RepeatableRequest,
} from '../../../src/services/redeeming/remember-outcome.ts';
import { createStoreFixtures, T0 } from '../../support/store-fixtures.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { openRedeemWorld } from '../open-redeem-world.ts';

const fixtures = createStoreFixtures('outcome');
const parts = ['redeem', 'lena@people.example', 'ABCD-EFGH-JKMN-PQRS'];

const refusal = (reason: RedeemRefusalReason, retryAfterSeconds: number | null = null): AttemptResult => ({
  kind: 'refused',
  reason,
  publicCode: publicCodes[reason],
  retryAfterSeconds,
});

async function open() {
  const world = await openRedeemWorld();
  const { store, lena, clock } = world;
  const { organizationId } = lena;
  const [portal, other] = [fixtures.client(organizationId), fixtures.client(organizationId)];
  const used = fixtures.code(lena, { state: 'redeemed', settledAt: T0 + 5 });
  await store.transact(organizationId, (tx) => tx.codes.insert(used));
  const redeemed: AttemptResult = { kind: 'redeemed', user: lena, code: used, at: T0 + 5 };
  let decided = 0;
  /** @param spoil what the transaction finds */
  const ask = (
    result: AttemptResult,
    request: Partial<RepeatableRequest> = {},
    spoil = (tx: Transaction): Transaction => tx,
  ) =>
    store.transact(organizationId, async (plain) => {
      const tx = spoil(plain);
      const deps = { keys: createTestKeys(), clock };
      const asked = { client: portal, idempotencyKey: 'key', parts, ...request };
      const earlier = await findOutcome(deps, tx, asked);
      if (earlier !== null) return earlier;
      decided += 1;
      await putOutcome(deps, tx, asked, result);
      return result;
    });
  const change = (to: Partial<BackupCode>) =>
    store.transact(organizationId, (tx) =>
      tx.codes.transition(organizationId, used.id, ['redeemed'], 'redeemed', to as { disownedAt: number }),
    );
  return { ...world, other, used, redeemed, ask, change, countDecided: () => decided };
}

const remembered: RedeemRefusalReason[] = [
  'mistyped',
  'wrong_code',
  'used',
  'expired',
  'superseded',
  'revoked',
  'undelivered',
  'user_unknown',
  'user_not_confirmed',
];

describe('N3: the same request of the same service, with a key', () => {
  it('gets the same success for a day, and is decided once', async () => {
    const { ask, redeemed, clock, countDecided } = await open();
    expect(await ask(redeemed)).toBe(redeemed);
    clock.at += IDEMPOTENCY_KEPT_MS - 1;
    expect(await ask(refusal('used'))).toEqual(redeemed);
    expect(countDecided()).toBe(1);
    clock.at += 1;
    expect(await ask(refusal('used'))).toEqual(refusal('used'));
    expect(countDecided()).toBe(2);
  });

  it.each(remembered)('gets the same refusal: %s', async (reason) => {
    const { ask, redeemed, countDecided } = await open();
    expect(await ask(refusal(reason))).toEqual(refusal(reason));
    expect(await ask(redeemed)).toEqual(refusal(reason));
    expect(countDecided()).toBe(1);
  });

  it.each([
    ['delayed', refusal('delayed', 7)],
    ['disabled', refusal('disabled')],
  ])('N7: is looked at again after one that was not looked at: %s', async (_what, result) => {
    const { ask, redeemed, countDecided } = await open();
    expect(await ask(result)).toBe(result);
    expect(await ask(redeemed)).toBe(redeemed);
    expect(countDecided()).toBe(2);
  });

  it('is looked at each time where there is no key', async () => {
    const { ask, redeemed, countDecided } = await open();
    await ask(refusal('wrong_code'), { idempotencyKey: 'null' });
    expect(await ask(redeemed, { idempotencyKey: null })).toBe(redeemed);
    expect(await ask(refusal('used'), { idempotencyKey: null })).toEqual(refusal('used'));
    expect(countDecided()).toBe(3);
  });

  it.each([
    ['another code', { parts: [...parts.slice(0, 2), 'ABCD-EFGH-JKMN-PQRT'] }],
    ['another person', { parts: ['redeem', 'mia@people.example', parts[2] ?? ''] }],
    ['another kind of request', { parts: ['answer', ...parts.slice(1)] }],
  ])('is refused, and not looked at, where the key was used for %s', async (_what, changed) => {
    const { ask, redeemed, countDecided } = await open();
    await ask(redeemed);
    expect(await ask(refusal('wrong_code'), changed)).toEqual({ kind: 'key_reused' });
    expect(countDecided()).toBe(1);
  });

  it('says nothing of another service’s key, or of another key', async () => {
    const { ask, redeemed, other, countDecided } = await open();
    await ask(redeemed);
    expect(await ask(refusal('used'), { client: other })).toEqual(refusal('used'));
    expect(await ask(refusal('used'), { idempotencyKey: 'another' })).toEqual(refusal('used'));
    expect(countDecided()).toBe(3);
  });
});

describe('a success that is asked for again', () => {
  it.each(['invited', 'suspended', 'deactivated'] as const)(
    'N18: is refused to a person who is %s',
    async (status) => {
      const { ask, redeemed, store, lena } = await open();
      await ask(redeemed);
      await store.transact(lena.organizationId, (tx) => tx.directory.update({ ...lena, status }));
      expect(await ask(redeemed)).toEqual(refusal('user_not_confirmed'));
    },
  );

  it('N19: is refused once the person said that it was not they', async () => {
    const { ask, redeemed, change } = await open();
    await ask(redeemed);
    await change({ disownedAt: T0 + 9 });
    expect(await ask(redeemed)).toEqual(refusal('revoked'));
  });

  const without = async (): Promise<null> => null;
  it.each([
    [
      'the person is gone',
      (tx: Transaction) => ({ ...tx, directory: { ...tx.directory, findUser: without } }),
    ],
    ['the code is gone', (tx: Transaction) => ({ ...tx, codes: { ...tx.codes, find: without } })],
    [
      'the code was never settled',
      (tx: Transaction) => ({
        ...tx,
        codes: { ...tx.codes, find: async () => fixtures.code(fixtures.user(fixtures.id('organization'))) },
      }),
    ],
  ])('N3: is a fault, and never a success, where %s', async (_what, spoil) => {
    const { ask, redeemed } = await open();
    await ask(redeemed);
    await expect(ask(redeemed, {}, spoil)).rejects.toThrow('What a redeem left behind is gone');
  });
});
