import { describe, expect, it } from 'vitest';
import { formatCode } from '../../../src/domain/codes/code-format.ts';
import { unseal } from '../../../src/domain/crypto/seal.ts';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import type { ChallengeId } from '../../../src/domain/ids.ts';
import type { Challenge } from '../../../src/domain/redeeming/challenge.ts';
import {
  type AnswerChallengeInput,
  createAnswerChallenge,
} from '../../../src/services/redeeming/answer-challenge.ts';
import {
  createOpenChallenge,
  type OpenChallengeInput,
} from '../../../src/services/redeeming/open-challenge.ts';
import { systemRandom } from '../../../src/system/system-random.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { drawCode, openRedeemWorld } from '../open-redeem-world.ts';

const SOURCE = 'http:192.0.2.7';
const wrongCode = () => formatCode(drawCode());

async function open() {
  const world = await openRedeemWorld();
  const { store, lena, clock } = world;
  const keys = createTestKeys();
  const deps = { store, keys, clock, random: systemRandom };
  const client = createStoreFixtures('challenge').client(lena.organizationId, { name: 'Portal' });
  const openChallenge = createOpenChallenge(deps);
  const answerChallenge = createAnswerChallenge(deps);
  const start = (change: Partial<OpenChallengeInput> = {}) =>
    openChallenge({ client, login: String(lena.email), returnTo: null, source: SOURCE, ...change });
  const give = (challengeId: ChallengeId, typed: string, change: Partial<AnswerChallengeInput> = {}) =>
    answerChallenge({ client, challengeId, typedCode: new Secret(typed), source: SOURCE, ...change });
  const find = ({ organizationId, id }: Challenge) => store.read.challenges.find(organizationId, id);
  /** As if there had been so many in this hour. */
  const count = async (what: string, times: number) => {
    const startedAt = clock.at - (clock.at % 3_600_000);
    for (let done = 0; done < times; done += 1)
      await store.rateCounters.count(`${what}:${startedAt}`, startedAt + 7_200_000, clock.at);
  };
  const eventsOf = async (action: string) =>
    (await world.history()).filter((event) => event.action === action);
  return { ...world, deps, keys, client, start, give, find, count, eventsOf };
}

describe('a challenge that is opened', () => {
  it('names the person under seal only, and waits ten minutes for five wrong answers', async () => {
    const { start, find, lena, client, clock, keys } = await open();
    const challenge = await start({ returnTo: 'https://portal.example/in' });
    const { sealedLogin, ...rest } = challenge;
    expect(rest).toEqual({
      id: expect.stringMatching(/^chl_/),
      organizationId: lena.organizationId,
      clientId: client.id,
      returnTo: 'https://portal.example/in',
      state: 'open',
      triesLeft: 5,
      createdAt: clock.at,
      expiresAt: clock.at + 600_000,
      settledAt: null,
    });
    expect(await find(challenge)).toEqual(challenge);
    const login = unseal(sealedLogin, { purpose: 'challenge-login', id: challenge.id }, keys);
    expect(login?.reveal()).toBe(lena.email);
  });

  it.each([
    ['a person', 'LENA', null],
    ['an address that names no one', 'ghost@acme.test', 'user_unknown'],
    ['no login at all', 'hunter2 is my password', 'user_unknown'],
  ])('N9, N14: is logged alike for %s', async (_what, login, reason) => {
    const { start, lena, client, eventsOf } = await open();
    const challenge = await start({ login: login === 'LENA' ? ` ${lena.email?.toUpperCase()} ` : login });
    expect(await eventsOf('challenge.opened')).toMatchObject([
      {
        outcome: 'allowed',
        actor: { kind: 'client', id: client.id },
        target: reason === null ? lena.id : expect.stringMatching(/^unknown_[0-9a-f]{32}$/),
        reason,
        source: SOURCE,
        details: { challengeId: challenge.id, client: 'Portal', ofPerson: 1, ofService: 1 },
      },
    ]);
  });

  it('N20: is logged five times an hour for one person, in whatever spelling, and then at every doubling', async () => {
    const { start, find, mia, clock, eventsOf } = await open();
    for (let nth = 1; nth <= 10; nth += 1) {
      const challenge = await start({ login: nth % 2 === 0 ? 'ghost@acme.test' : ' Ghost@ACME.test. ' });
      expect(await find(challenge)).toEqual(challenge);
    }
    const counted = async () => (await eventsOf('challenge.opened')).map(({ details }) => details.ofPerson);
    expect(await counted()).toEqual([1, 2, 3, 4, 5, 10]);
    // Another person is counted by themselves, and so is another hour.
    await start({ login: String(mia.email) });
    clock.at += 3_600_000;
    await start({ login: 'ghost@acme.test' });
    expect(await counted()).toEqual([1, 2, 3, 4, 5, 10, 1, 1]);
  });

  it.each([
    [499, true],
    [500, false],
    [999, true],
    [1500, false],
  ])('N20: after %d by one service in an hour, the next is logged: %s', async (before, isLogged) => {
    const { start, find, count, client, eventsOf } = await open();
    await count(`${client.id}:opened`, before);
    const challenge = await start();
    expect(await find(challenge)).toEqual(challenge);
    expect(await eventsOf('challenge.opened')).toHaveLength(isLogged ? 1 : 0);
  });
});

describe('an answer to a challenge', () => {
  it('N3: with the right code redeems it, and the challenge is over', async () => {
    const { start, give, find, issue, lena, clock, eventsOf } = await open();
    const { code, record } = await issue();
    const challenge = await start();
    clock.at += 1000;
    expect(await give(challenge.id, code)).toMatchObject({
      kind: 'redeemed',
      user: lena,
      code: { id: record.id },
    });
    expect(await find(challenge)).toEqual({ ...challenge, state: 'answered', settledAt: clock.at });
    expect(await eventsOf('code.redeemed')).toMatchObject([
      { details: { codeId: record.id, challengeId: challenge.id } },
    ]);
    const next = await issue();
    expect(await give(challenge.id, next.code)).toEqual({ kind: 'over', state: 'answered' });
  });

  it('N7: with a wrong code costs a try, the fifth ends it, and the right code is too late', async () => {
    const { start, give, find, issue, clock, eventsOf } = await open();
    const { code } = await issue();
    const challenge = await start();
    for (let left = 4; left >= 0; left -= 1) {
      expect(await give(challenge.id, wrongCode())).toMatchObject({ kind: 'refused', reason: 'wrong_code' });
      const settled = left === 0 ? { state: 'exhausted', settledAt: clock.at } : {};
      expect(await find(challenge)).toEqual({ ...challenge, triesLeft: left, ...settled });
    }
    expect(await eventsOf('challenge.refused')).toEqual([]);
    clock.at += 60_000;
    expect(await give(challenge.id, code)).toEqual({ kind: 'over', state: 'exhausted' });
    expect(await eventsOf('redeem.refused')).toMatchObject(
      Array.from({ length: 5 }, () => ({ details: { challengeId: challenge.id } })),
    );
  });

  it.each(['mistyped', 'delayed', 'disabled'] as const)(
    'N2: that was not looked at costs no try: %s',
    async (reason) => {
      const { start, give, find, lena, redeem, setPolicy } = await open();
      if (reason === 'delayed') await setPolicy({ delayAfterFailures: 1 });
      if (reason === 'disabled')
        await setPolicy({ failuresMax: 10, delayAfterFailures: 20, burstFailures: 100 });
      const count = { mistyped: 0, delayed: 1, disabled: 10 }[reason];
      for (let done = 0; done < count; done += 1) await redeem(lena.email, wrongCode());
      const challenge = await start();
      expect(await give(challenge.id, reason === 'mistyped' ? 'typo' : wrongCode())).toMatchObject({
        reason,
      });
      expect(await find(challenge)).toEqual(challenge);
    },
  );

  it('N5: comes in time to the millisecond', async () => {
    const { start, give, issue, clock } = await open();
    const { code } = await issue();
    const challenge = await start();
    clock.at = challenge.expiresAt;
    expect(await give(challenge.id, code)).toEqual({ kind: 'over', state: 'expired' });
    clock.at -= 1;
    expect(await give(challenge.id, code)).toMatchObject({ kind: 'redeemed' });
  });

  it('N3: with a key gets the same answer again, and costs nothing more; another code under it is refused', async () => {
    const { start, give, find, issue, store, lena } = await open();
    const { code, record } = await issue();
    const challenge = await start();
    const keyed = { idempotencyKey: 'key' };
    const wrong = wrongCode();
    for (let asked = 0; asked < 3; asked += 1)
      expect(await give(challenge.id, wrong, keyed)).toMatchObject({ reason: 'wrong_code' });
    expect((await find(challenge))?.triesLeft).toBe(4);
    expect(await give(challenge.id, code, keyed)).toEqual({ kind: 'key_reused' });
    const other = { idempotencyKey: 'other' };
    const first = await give(challenge.id, code, other);
    expect(first).toMatchObject({ kind: 'redeemed' });
    expect(await give(challenge.id, code, other)).toEqual(first);
    const second = await start();
    expect(await give(second.id, code, other)).toEqual({ kind: 'key_reused' });
    expect((await store.read.codes.find(lena.organizationId, record.id))?.state).toBe('redeemed');
  });

  it.each([
    ['of none', 'not_found', 'not_found'],
    ['of another service', 'not_found', 'not_found'],
    ['sealed by a key that is gone', 'over', 'expired'],
    ['that is over', 'over', 'answered'],
  ])(
    'S9, N14: to a challenge %s is refused and logged, and no code is looked at',
    async (what, kind, reason) => {
      const { start, give, issue, store, lena, client, eventsOf } = await open();
      const { code, record } = await issue();
      const challenge = await start();
      const { organizationId } = challenge;
      const other = createStoreFixtures('other').client(organizationId, { name: 'Other' });
      const changed = {
        ...challenge,
        ...(what === 'that is over' ? { state: 'answered' as const } : {}),
        ...(what === 'sealed by a key that is gone'
          ? { id: 'chl_sealed' as ChallengeId, sealedLogin: 'gone.nonce.body.tag' }
          : {}),
      };
      await store.transact(organizationId, (tx) => tx.challenges.put(changed));
      const id = what === 'of none' ? ('chl_none' as ChallengeId) : changed.id;
      const asking = what === 'of another service' ? other : client;
      expect(await give(id, code, { client: asking })).toMatchObject({ kind });
      expect(await eventsOf('challenge.refused')).toMatchObject([
        {
          outcome: 'refused',
          actor: { kind: 'client', id: asking.id },
          target: id,
          reason,
          source: SOURCE,
          details: { client: asking.name, ofService: 1 },
        },
      ]);
      expect((await store.read.codes.find(lena.organizationId, record.id))?.state).toBe('active');
      expect(await eventsOf('redeem.refused')).toEqual([]);
    },
  );

  it.each([
    [99, true],
    [100, false],
    [199, true],
  ])(
    'N20: after %d that met no open challenge in an hour, the next is logged: %s',
    async (before, isLogged) => {
      const { give, count, client, eventsOf } = await open();
      await count(`${client.id}:not-open`, before);
      expect(await give('chl_none' as ChallengeId, wrongCode())).toEqual({ kind: 'not_found' });
      expect(await eventsOf('challenge.refused')).toHaveLength(isLogged ? 1 : 0);
    },
  );

  it('is decided on the challenge as it is by then', async () => {
    const { deps, client, start, issue, store } = await open();
    const { code } = await issue();
    const challenge = await start();
    await store.transact(challenge.organizationId, (tx) =>
      tx.challenges.put({ ...challenge, state: 'exhausted', triesLeft: 0 }),
    );
    const challenges = { ...store.read.challenges, find: async () => challenge };
    const stale = { ...store, read: { ...store.read, challenges } };
    const answer = createAnswerChallenge({ ...deps, store: stale });
    expect(
      await answer({ client, challengeId: challenge.id, typedCode: new Secret(code), source: SOURCE }),
    ).toEqual({ kind: 'over', state: 'exhausted' });
  });

  it('is refused where the challenge is gone by then', async () => {
    const { deps, client, start, issue, store } = await open();
    const { code } = await issue();
    const challenge = await start();
    const transact: typeof store.transact = (id, work) =>
      store.transact(id, (tx) => work({ ...tx, challenges: { ...tx.challenges, find: async () => null } }));
    const answer = createAnswerChallenge({ ...deps, store: { ...store, transact } });
    expect(
      await answer({ client, challengeId: challenge.id, typedCode: new Secret(code), source: SOURCE }),
    ).toEqual({ kind: 'not_found' });
  });
});
