import { describe, expect, it } from 'vitest';
import { type Store, StoreUnavailableError } from '../../src/ports/store.ts';
import { type Answer, errorCodeOf, openClientWorld, storeKinds } from './open-client-world.ts';

const path = '/v1/codes/redeem';
const outages = ['before', 'within', 'after'] as const;

/**
 * The store, away at one transaction: before it began, in the middle of it, or after it was committed but before anybody was told,
 * which no program can tell apart.
 */
function loseOnce(store: Store, moment: (typeof outages)[number], isArmed: () => boolean): Store {
  return {
    ...store,
    async transact(organizationId, work) {
      if (!isArmed()) return store.transact(organizationId, work);
      if (moment === 'before') throw new StoreUnavailableError('gone before it began');
      const result = await store.transact(organizationId, async (tx) => {
        const done = await work(tx);
        if (moment === 'within') throw new StoreUnavailableError('gone in the middle');
        return done;
      });
      throw new StoreUnavailableError(`gone with the answer ${typeof result}`);
    },
  };
}

describe.each(storeKinds)('an outage of the store in a redeem, on %s', (kind) => {
  it.each(outages)(
    'N3: %s the transaction: redeemed or refused, never both and never lost',
    async (moment) => {
      const { store, start, addClient, issue, lena, organizationId, actions } = await openClientWorld(kind);
      let isArmed = false;
      const failing = await start({ store: loseOnce(store, moment, () => isArmed) });
      const portal = await addClient('Portal');
      const { code, record } = await issue();
      const send = (): Promise<Answer> =>
        failing.send(portal, path, { user: lena.email, code }, { 'idempotency-key': 'k' });
      // The credential's last use is written down first: a mistyped code does that and nothing else.
      await failing.send(portal, path, { user: lena.email, code: 'typo' });
      isArmed = true;
      const lost = await send();
      expect([lost.status, errorCodeOf(lost)]).toEqual([503, 'unavailable']);
      isArmed = false;
      const state = (await store.read.codes.find(organizationId, record.id))?.state;
      expect(state).toBe(moment === 'after' ? 'redeemed' : 'active');
      // Asked again with the same key the outcome is the same, whichever it was: the person gets in, once.
      const again = await send();
      expect([again.status, again.body.codeId]).toEqual([200, record.id]);
      expect((await send()).status).toBe(200);
      expect((await actions()).filter((action) => action === 'code.redeemed')).toHaveLength(1);
      const kinds = (await store.read.notices.listOverdue(Number.MAX_SAFE_INTEGER, 99)).map(
        ({ content }) => content.kind,
      );
      expect(kinds.filter((kind) => kind !== 'security_change').sort()).toEqual([
        'requester_code_redeemed',
        'requester_enrolment_missing',
        'target_code_redeemed',
      ]);
    },
  );

  it('of a challenge: the code and the challenge are spent together or not at all', async () => {
    const { store, start, addClient, issue, lena } = await openClientWorld(kind);
    let isArmed = false;
    const failing = await start({ store: loseOnce(store, 'within', () => isArmed) });
    const portal = await addClient('Portal');
    const { code } = await issue();
    const opened = await failing.send(portal, '/v1/challenges', { user: lena.email });
    const challenge = `/v1/challenges/${opened.body.challengeId}`;
    isArmed = true;
    expect((await failing.send(portal, `${challenge}/answer`, { code })).status).toBe(503);
    isArmed = false;
    expect((await failing.send(portal, challenge)).body).toMatchObject({ state: 'open', triesLeft: 5 });
    expect((await failing.send(portal, `${challenge}/answer`, { code })).status).toBe(200);
    expect((await failing.send(portal, challenge)).body).toMatchObject({ state: 'answered' });
  });

  it('N3: redeem and challenge at once for one code, through two instances: one wins', async () => {
    const { main, start, openAnother, addClient, issue, lena, actions } = await openClientWorld(kind);
    const other = await start({ store: await openAnother() });
    const portal = await addClient('Portal');
    const { code } = await issue();
    const paths = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const opened = await main.send(portal, '/v1/challenges', { user: lena.email });
        return `/v1/challenges/${opened.body.challengeId}/answer`;
      }),
    );
    const answers = await Promise.all([
      ...paths.map((each, i) => (i % 2 === 0 ? main : other).send(portal, each, { code })),
      ...paths.map((_, i) => (i % 2 === 0 ? other : main).send(portal, path, { user: lena.email, code })),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter((each) => errorCodeOf(each) === 'code_used')).toHaveLength(19);
    expect((await actions()).filter((action) => action === 'code.redeemed')).toHaveLength(1);
  }, 60_000);
});
