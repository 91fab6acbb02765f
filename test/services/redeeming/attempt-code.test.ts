import { describe, expect, it } from 'vitest';
import type { Client } from '../../../src/domain/clients/client.ts';
import { formatCode } from '../../../src/domain/codes/code-format.ts';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import type { ChallengeId } from '../../../src/domain/ids.ts';
import { newLockout } from '../../../src/domain/redeeming/lockout.ts';
import { OutcomeUnknownError, type Store, type Transaction } from '../../../src/ports/store.ts';
import type { AttemptInput, VouchedBy } from '../../../src/services/redeeming/attempt.ts';
import { nameLockoutKeyOf } from '../../../src/services/redeeming/lockout-key.ts';
import { systemRandom } from '../../../src/system/system-random.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { drawCode, openRedeemWorld } from '../open-redeem-world.ts';
import { attemptCode } from './attempt-code.ts';

const SOURCE = 'http:192.0.2.7';
const HOUR = 3_600_000;
const MOBILE = '+4915123456789';
const GHOST = 'ghost@people.example';
const wrongCode = () => formatCode(drawCode());

async function open() {
  const world = await openRedeemWorld();
  const { store, clock } = world;
  const { organizationId } = world.lena;
  const lena = { ...world.lena, mobile: MOBILE };
  const keys = createTestKeys();
  const deps = { store, keys, clock, random: systemRandom };
  const client = createStoreFixtures('attempt').client(organizationId, { name: 'Portal' });
  await store.transact(organizationId, async (tx) => {
    await tx.directory.update(lena);
    await tx.clients.insert(client);
  });
  const attempt = (
    typed: string,
    change: Partial<AttemptInput> = {},
    how: { readonly store?: Store; readonly spoil?: (tx: Transaction) => Transaction } = {},
  ) => {
    const { spoil = (tx) => tx, store: through = store } = how;
    const spoiled: Store = {
      ...through,
      transact: (id, work) => through.transact(id, (tx) => work(spoil(tx))),
    };
    return attemptCode(
      { ...deps, store: spoiled },
      {
        client,
        vouchedBy: 'service',
        login: String(lena.email),
        typedCode: new Secret(typed),
        source: SOURCE,
        ...change,
      },
    );
  };
  const lockouts = async (login = String(lena.email)) => {
    const [vouched, open, person] = await Promise.all(
      [
        nameLockoutKeyOf(keys, organizationId, login, true),
        nameLockoutKeyOf(keys, organizationId, login, false),
        lena.id,
      ].map((key) => store.read.lockouts.find(organizationId, key)),
    );
    const count = [vouched, open, person].map((lockout) => lockout?.consecutiveFailures ?? null);
    return { vouched: count[0], open: count[1], person: count[2] };
  };
  const disable = () =>
    store.transact(organizationId, (tx) =>
      tx.lockouts.put({ ...newLockout(organizationId, lena.id, clock.at), isDisabled: true }),
    );
  const eventsOf = async (...actions: string[]) =>
    (await world.history()).filter(({ action }) => actions.includes(action));
  const notices = async () => {
    const all = await store.read.notices.listOverdue(Number.MAX_SAFE_INTEGER, 100);
    return all.map(({ dueAt, content }) => ({ dueAt, content }));
  };
  /** As if there had been so many in this hour. */
  const count = async (what: string, times: number) => {
    const startedAt = clock.at - (clock.at % HOUR);
    for (let done = 0; done < times; done += 1)
      await store.rateCounters.count(`${what}:${startedAt}`, startedAt + 2 * HOUR, clock.at);
  };
  return {
    ...world,
    deps,
    keys,
    organizationId,
    lena,
    client,
    attempt,
    lockouts,
    disable,
    eventsOf,
    notices,
    count,
  };
}

describe('N3: the right code', () => {
  it.each([
    ['of a request', {}, {}],
    ['of an answer to a challenge', { challengeId: 'chl_1' as ChallengeId }, { challengeId: 'chl_1' }],
  ])(
    'is spent, %s: with who took it, logged, and told to the person and the issuer',
    async (_what, input, details) => {
      const { attempt, issue, store, lena, client, clock, eventsOf, notices, organizationId } = await open();
      const { code, record } = await issue();
      clock.at += 1000;
      const result = await attempt(code, input);
      const spent = await store.read.codes.find(organizationId, record.id);
      expect(result).toEqual({ kind: 'redeemed', user: lena, code: spent, at: clock.at });
      expect(spent).toEqual({
        ...record,
        state: 'redeemed',
        settledAt: clock.at,
        redeemedBy: client.id,
        redeemedByName: 'Portal',
        redeemedFrom: SOURCE,
      });
      const events = await eventsOf('code.redeemed', 'redeem.refused');
      expect(events).toMatchObject([
        {
          action: 'code.redeemed',
          outcome: 'allowed',
          actor: { kind: 'client', id: client.id },
          target: lena.id,
          source: SOURCE,
        },
      ]);
      expect(events[0]?.details).toEqual({ codeId: record.id, client: 'Portal', ...details });
      const { id: codeId } = record;
      expect(await notices()).toEqual(
        expect.arrayContaining([
          { dueAt: clock.at, content: { kind: 'target_code_redeemed', codeId } },
          { dueAt: clock.at, content: { kind: 'requester_code_redeemed', codeId } },
          { dueAt: clock.at + 24 * HOUR, content: { kind: 'requester_enrolment_missing', codeId } },
        ]),
      );
      expect(await notices()).toHaveLength(3);
    },
  );

  it('is followed by no reminder where the policy asks for no new factor', async () => {
    const { attempt, issue, setPolicy, notices } = await open();
    await setPolicy({ requireReEnrolment: false });
    await attempt((await issue()).code);
    expect((await notices()).map(({ content }) => content.kind).sort()).toEqual([
      'requester_code_redeemed',
      'target_code_redeemed',
    ]);
  });

  it.each([
    ['never', null, true],
    ['a minute ago', 60_000, true],
    ['a moment ago', 59_999, false],
  ])('shows that its client is in use, where that was noted last %s', async (_what, ago, isNoted) => {
    const { attempt, issue, store, client, clock, organizationId } = await open();
    const lastUsedAt = ago === null ? null : clock.at - ago;
    await attempt((await issue()).code, { client: { ...client, lastUsedAt } satisfies Client });
    const stored = (await store.read.clients.list(organizationId)).find(({ id }) => id === client.id);
    expect(stored?.lastUsedAt).toBe(isNoted ? clock.at : null);
  });

  it('N7: ends what counts against the person, under all their names', async () => {
    const { attempt, issue, lockouts } = await open();
    for (const login of [undefined, undefined, MOBILE, MOBILE])
      await attempt(wrongCode(), login === undefined ? {} : { login });
    expect(await lockouts()).toEqual({ vouched: 2, open: null, person: 4 });
    expect(await lockouts(MOBILE)).toEqual({ vouched: 2, open: null, person: 4 });
    expect((await attempt((await issue()).code)).kind).toBe('redeemed');
    expect(await lockouts()).toEqual({ vouched: 0, open: null, person: 0 });
    expect(await lockouts(MOBILE)).toEqual({ vouched: 0, open: null, person: 0 });
  });
});

describe('N16: a wrong code', () => {
  it.each([
    ['service', { vouched: 1, open: null, person: 1 }],
    ['hint', { vouched: 1, open: null, person: 1 }],
    ['nobody', { vouched: null, open: 1, person: null }],
  ] as const)('vouched for by %s counts where it should', async (vouchedBy, counted) => {
    const { attempt, lockouts, lena, client, eventsOf } = await open();
    const refused = {
      kind: 'refused',
      reason: 'wrong_code',
      publicCode: 'code_refused',
      retryAfterSeconds: null,
    };
    expect(await attempt(wrongCode(), { vouchedBy })).toEqual(refused);
    expect(await lockouts()).toEqual(counted);
    expect(await eventsOf('redeem.refused')).toMatchObject([
      {
        outcome: 'refused',
        actor: { kind: 'client', id: client.id },
        target: lena.id,
        reason: 'wrong_code',
        source: SOURCE,
        details: {},
      },
    ]);
  });

  it('for a name that is no one’s counts for the name, and is logged without it', async () => {
    const { attempt, lockouts, history } = await open();
    const refused = {
      kind: 'refused',
      reason: 'user_unknown',
      publicCode: 'code_refused',
      retryAfterSeconds: null,
    };
    expect(await attempt(wrongCode(), { login: GHOST })).toEqual(refused);
    expect(await lockouts(GHOST)).toMatchObject({ vouched: 1, person: null });
    const events = await history();
    expect(events).toMatchObject([{ target: expect.stringMatching(/^unknown_[0-9a-f]{32}$/) }]);
    expect(JSON.stringify(events)).not.toContain('ghost');
  });

  it('N9: for a name that is no one’s counts the same however the name is spelled', async () => {
    const { attempt, lockouts } = await open();
    for (const login of [GHOST, ' Ghost@PEOPLE.example ', `${GHOST}.`, GHOST.replace('.', '。')])
      await attempt(wrongCode(), { login });
    expect(await lockouts(GHOST)).toMatchObject({ vouched: 4 });
  });

  it('for what is no login at all counts for that', async () => {
    const { attempt, lockouts } = await open();
    const login = 'hunter2 is my password';
    expect(await attempt(wrongCode(), { login })).toMatchObject({ reason: 'user_unknown' });
    expect(await lockouts(login)).toMatchObject({ vouched: 1 });
  });

  it('N2: a mistyped one counts for nothing', async () => {
    const { attempt, lockouts, eventsOf } = await open();
    const refused = {
      kind: 'refused',
      reason: 'mistyped',
      publicCode: 'code_mistyped',
      retryAfterSeconds: null,
    };
    expect(await attempt('typo', { challengeId: 'chl_1' as ChallengeId })).toEqual(refused);
    expect(await lockouts()).toEqual({ vouched: null, open: null, person: null });
    const [event] = await eventsOf('redeem.refused');
    expect(event?.details).toEqual({ challengeId: 'chl_1' });
  });
});

describe('N7: a lockout', () => {
  const delayed = {
    kind: 'refused',
    reason: 'delayed',
    publicCode: 'too_many_attempts',
    retryAfterSeconds: 1,
  };
  it.each([
    ['of those who are vouched for', 'service', 'right', delayed],
    ['of those who are vouched for', 'hint', 'wrong', delayed],
    ['of strangers', 'nobody', 'wrong', delayed],
    ['of strangers, N16:', 'nobody', 'right', { kind: 'redeemed' }],
  ] as const)('%s makes the next wait: %s, %s code', async (_what, vouchedBy, typed, result) => {
    const { attempt, issue, setPolicy, lockouts } = await open();
    await setPolicy({ delayAfterFailures: 1 });
    const { code } = await issue();
    await attempt(wrongCode(), { vouchedBy });
    const before = await lockouts();
    expect(await attempt(typed === 'right' ? code : wrongCode(), { vouchedBy })).toMatchObject(result);
    if (result === delayed) expect(await lockouts()).toEqual(before);
  });

  it('of strangers makes a name wait that is no one’s', async () => {
    const { attempt, setPolicy } = await open();
    await setPolicy({ delayAfterFailures: 1 });
    const stranger = { vouchedBy: 'nobody', login: GHOST } as const;
    await attempt(wrongCode(), stranger);
    expect(await attempt(wrongCode(), stranger)).toEqual(delayed);
  });

  it.each(['service', 'hint', 'nobody'] as const)(
    'that disables the person is told to who has the code alone: %s',
    async (vouchedBy) => {
      const { attempt, issue, disable, store, organizationId } = await open();
      const { code, record } = await issue();
      await disable();
      expect(await attempt(wrongCode(), { vouchedBy })).toMatchObject({ reason: 'wrong_code' });
      expect(await attempt(code, { vouchedBy })).toEqual({
        kind: 'refused',
        reason: 'disabled',
        publicCode: 'too_many_attempts',
        retryAfterSeconds: null,
      });
      expect((await store.read.codes.find(organizationId, record.id))?.state).toBe('active');
    },
  );

  it('that disables the name is told to whoever asks', async () => {
    const { attempt, keys, organizationId, store, clock } = await open();
    const key = nameLockoutKeyOf(keys, organizationId, GHOST, true);
    await store.transact(organizationId, (tx) =>
      tx.lockouts.put({ ...newLockout(organizationId, key, clock.at), isDisabled: true }),
    );
    expect(await attempt(wrongCode(), { login: GHOST })).toMatchObject({ reason: 'disabled' });
  });
});

describe('N7: an alarm', () => {
  const burst = { burstFailures: 5, delayAfterFailures: 20, securityChannelId: 'CSECURITY' };
  /** So many wrong codes. */
  async function fail(
    attempt: Awaited<ReturnType<typeof open>>['attempt'],
    times: number,
    vouchedBy: VouchedBy,
    login?: string,
  ) {
    for (let done = 0; done < times; done += 1)
      await attempt(wrongCode(), { vouchedBy, ...(login === undefined ? {} : { login }) });
  }

  it.each([
    ['frozen', 'service', burst, 5, 'redeem.frozen', null],
    ['disabled', 'hint', { ...burst, burstFailures: 100, failuresMax: 10 }, 10, 'redeem.disabled', null],
    ['strangers', 'nobody', burst, 5, 'redeem.frozen', 'strangers'],
  ] as const)(
    '%s is raised by the attempt that causes it, by %s, and not before',
    async (alarm, vouchedBy, policy, times, action, reason) => {
      const { attempt, setPolicy, lena, client, eventsOf, notices } = await open();
      await setPolicy(policy);
      await fail(attempt, times - 1, vouchedBy);
      expect(await eventsOf('redeem.frozen', 'redeem.disabled')).toEqual([]);
      await fail(attempt, 1, vouchedBy);
      expect(await eventsOf('redeem.frozen', 'redeem.disabled')).toMatchObject([
        {
          action,
          outcome: 'refused',
          actor: { kind: 'client', id: client.id },
          target: lena.id,
          reason,
          source: SOURCE,
        },
      ]);
      expect((await notices()).map(({ content }) => content)).toEqual([
        { kind: 'security_redeem_alarm', userId: lena.id, alarm, ownerId: null },
        { kind: 'target_redeem_alarm', userId: lena.id, alarm },
      ]);
    },
  );

  it('goes to the owners where there is no security channel', async () => {
    const { attempt, setPolicy, lena, notices } = await open();
    await setPolicy({ ...burst, securityChannelId: null });
    await fail(attempt, 5, 'service');
    expect((await notices()).map(({ content }) => content)).toContainEqual(
      expect.objectContaining({ kind: 'security_redeem_alarm', ownerId: lena.id }),
    );
  });

  it.each(['service', 'nobody'] as const)(
    'about a name that is no one’s is logged and told to no one: %s',
    async (vouchedBy) => {
      const { attempt, setPolicy, eventsOf, notices } = await open();
      await setPolicy(burst);
      await fail(attempt, 5, vouchedBy, GHOST);
      expect(await eventsOf('redeem.frozen')).toMatchObject([{ target: expect.stringMatching(/^unknown_/) }]);
      expect(await notices()).toEqual([]);
    },
  );

  it.each([
    [4, true],
    [5, false],
    [9, true],
  ])('N20: of strangers, after %d of one service in an hour, is raised: %s', async (before, isRaised) => {
    const { attempt, setPolicy, client, count, eventsOf, notices } = await open();
    await setPolicy(burst);
    await count(`${client.id}:strangers`, before);
    await fail(attempt, 5, 'nobody');
    expect(await eventsOf('redeem.frozen')).toHaveLength(isRaised ? 1 : 0);
    expect(await notices()).toHaveLength(isRaised ? 2 : 0);
  });
});

describe('N20: refusals are logged sparsely', () => {
  it('twenty an hour under one name, then at every doubling, with their number', async () => {
    const { attempt, eventsOf } = await open();
    for (let nth = 1; nth <= 41; nth += 1) await attempt('typo');
    const logged = (await eventsOf('redeem.refused')).map(({ details }) => details);
    expect(logged).toEqual([...Array.from({ length: 20 }, () => ({})), { ofName: 40 }]);
  });

  it('two hundred an hour of one service, but for codes that were the person’s own', async () => {
    const { attempt, issue, client, count, eventsOf } = await open();
    const { code } = await issue();
    await attempt(code);
    await count(`${client.id}:refused`, 199);
    await attempt(wrongCode());
    await attempt(wrongCode());
    await attempt(code);
    const logged = (await eventsOf('redeem.refused')).map(({ reason, details }) => ({ reason, details }));
    expect(logged).toEqual([
      { reason: 'wrong_code', details: {} },
      { reason: 'used', details: {} },
    ]);
  });

  it('of a code that was the person’s own too, and a right one is not counted', async () => {
    const { attempt, issue, eventsOf } = await open();
    const { code } = await issue();
    expect((await attempt(code)).kind).toBe('redeemed');
    for (let nth = 1; nth <= 21; nth += 1) expect(await attempt(code)).toMatchObject({ reason: 'used' });
    expect(await eventsOf('redeem.refused')).toHaveLength(20);
  });
});

describe('N3, N17: what comes between the comparison and the write', () => {
  const without = async () => null;
  it.each([
    [
      'the person was suspended',
      (tx: Transaction) => ({ ...tx, directory: { ...tx.directory, findUser: without } }),
      'user_not_confirmed',
    ],
    ['the code is gone', (tx: Transaction) => ({ ...tx, codes: { ...tx.codes, find: without } }), 'revoked'],
    [
      'another attempt has spent it',
      (tx: Transaction) => ({ ...tx, codes: { ...tx.codes, transition: without } }),
      'used',
    ],
  ])('%s: refused', async (_what, spoil, reason) => {
    const { attempt, issue, eventsOf, notices } = await open();
    const { code } = await issue();
    expect(await attempt(code, {}, { spoil })).toMatchObject({ kind: 'refused', reason });
    expect(await eventsOf('code.redeemed')).toEqual([]);
    expect(await eventsOf('redeem.refused')).toMatchObject([{ reason }]);
    expect(await notices()).toEqual([]);
  });

  it('the organization of a credential vanished: a fault, and nothing counted', async () => {
    const { attempt, lockouts } = await open();
    const spoil = (tx: Transaction) => ({ ...tx, organizations: { ...tx.organizations, findById: without } });
    await expect(attempt(wrongCode(), {}, { spoil })).rejects.toThrow(
      'The organization of a credential vanished',
    );
    expect(await lockouts()).toEqual({ vouched: null, open: null, person: null });
  });

  /** A store that loses so many answers: after the commit, or with nothing committed. */
  function loseAnswers(store: Store, isCommitted: boolean, times = 1) {
    let left = times;
    let tries = 0;
    const transact: Store['transact'] = async (id, work) => {
      tries += 1;
      if (left === 0) return store.transact(id, work);
      left -= 1;
      const rolledBack = new Error('rolled back');
      await store
        .transact(id, async (tx) => {
          await work(tx);
          if (!isCommitted) throw rolledBack;
        })
        .catch((error: unknown) => {
          if (error !== rolledBack) throw error;
        });
      throw new OutcomeUnknownError('the answer was lost');
    };
    return { store: { ...store, transact }, countTries: () => tries };
  }

  it.each([
    ['was committed', true],
    ['was not committed', false],
  ])(
    'the answer to the commit that spends it is lost, and it %s: redeemed, once',
    async (_what, isCommitted) => {
      const { attempt, issue, store, lena, organizationId, eventsOf, clock } = await open();
      const { code, record } = await issue();
      const losing = loseAnswers(store, isCommitted);
      const result = await attempt(code, {}, losing);
      const spent = await store.read.codes.find(organizationId, record.id);
      expect(result).toEqual({ kind: 'redeemed', user: lena, code: spent, at: clock.at });
      expect(spent?.state).toBe('redeemed');
      expect(await eventsOf('code.redeemed')).toHaveLength(1);
      expect(losing.countTries()).toBe(2);
    },
  );

  it('it was not committed, and another attempt has spent it meanwhile: used', async () => {
    const { attempt, issue, store, eventsOf } = await open();
    const { code } = await issue();
    const losing = loseAnswers(store, false);
    const transact: Store['transact'] = async (id, work) =>
      losing.store.transact(id, work).catch(async (error: unknown) => {
        await attempt(code);
        throw error;
      });
    expect(await attempt(code, {}, { store: { ...store, transact } })).toMatchObject({ reason: 'used' });
    expect(await eventsOf('code.redeemed')).toHaveLength(1);
  });

  it('both answers are lost: that is told as unknown', async () => {
    const { attempt, issue, store } = await open();
    const { code } = await issue();
    const losing = loseAnswers(store, true, 2);
    await expect(attempt(code, {}, losing)).rejects.toThrow(OutcomeUnknownError);
    expect(losing.countTries()).toBe(2);
  });

  it.each([
    ['a wrong code', undefined],
    ['a name that is no one’s', GHOST],
  ])('the answer is lost that refuses %s: it is not asked twice', async (_what, login) => {
    const { attempt, store } = await open();
    const losing = loseAnswers(store, true);
    const typed = login === undefined ? {} : { login };
    await expect(attempt(wrongCode(), typed, losing)).rejects.toThrow(OutcomeUnknownError);
    expect(losing.countTries()).toBe(1);
  });

  it('another fault than a lost answer is passed on', async () => {
    const { attempt, issue, store } = await open();
    const { code } = await issue();
    const fault = new Error('a bug');
    let tries = 0;
    const transact: Store['transact'] = async (id, work) => {
      tries += 1;
      await store.transact(id, work);
      throw fault;
    };
    await expect(attempt(code, {}, { store: { ...store, transact } })).rejects.toThrow(fault);
    expect(tries).toBe(1);
  });

  it.each([
    ['the person', (tx: Transaction) => ({ ...tx, directory: { ...tx.directory, findUser: without } })],
    ['the code', (tx: Transaction) => ({ ...tx, codes: { ...tx.codes, find: without } })],
  ])('the answer is lost, and %s is gone: a fault, never a success', async (_what, vanish) => {
    const { attempt, issue, store } = await open();
    const { code } = await issue();
    const losing = loseAnswers(store, true);
    let runs = 0;
    const spoil = (tx: Transaction) => {
      runs += 1;
      return runs === 1 ? tx : vanish(tx);
    };
    await expect(attempt(code, {}, { ...losing, spoil })).rejects.toThrow(
      'What a redeem left behind is gone',
    );
  });
});
