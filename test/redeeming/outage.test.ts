import { describe, expect, it } from 'vitest';
import { OutcomeUnknownError, type Store, StoreUnavailableError } from '../../src/ports/store.ts';
import { type Answer, errorCodeOf, openClientWorld, storeKinds, wrongCode } from './open-client-world.ts';

/** A step to the store that goes wrong: lost on the way there, or done and only its answer lost on the way back. */
type Moment = 'before' | 'after';

interface Flaw {
  moment: Moment;
  /** How many steps are taken before the one that fails; `null`: none fails. */
  stepsLeft: number | null;
  hasFailed: boolean;
  /** Whether what failed may have been written all the same. */
  wasUnknown: boolean;
  losesEveryCommit?: boolean;
}

/** The same store, in which any call from outside a transaction may fail, a transaction as a whole being one. */
function withFlaw(store: Store, flaw: Flaw): Store {
  async function step<T>(work: () => Promise<T>, isTransaction = false): Promise<T> {
    const fails = flaw.stepsLeft === 0 || (isTransaction && flaw.losesEveryCommit === true);
    if (flaw.stepsLeft !== null) flaw.stepsLeft = fails ? null : flaw.stepsLeft - 1;
    if (!fails) return work();
    flaw.hasFailed = true;
    flaw.wasUnknown = isTransaction && flaw.moment === 'after';
    if (flaw.moment === 'before') throw new StoreUnavailableError('gone before the step');
    await work();
    throw isTransaction ? new OutcomeUnknownError('the answer was lost') : new StoreUnavailableError('gone');
  }
  const wrap = <T extends object>(room: T): T =>
    Object.fromEntries(
      Object.entries(room).map(([name, method]) => [
        name,
        (...given: unknown[]) => step(() => method(...given)),
      ]),
    ) as T;
  return {
    ...store,
    read: Object.fromEntries(
      Object.entries(store.read).map(([name, room]) => [name, wrap(room)]),
    ) as unknown as Store['read'],
    rateCounters: wrap(store.rateCounters),
    transact: (organizationId, work) => step(() => store.transact(organizationId, work), true),
  };
}

/** More than any request takes. */
const STEPS_MAX = 30;

describe.each(storeKinds)('an outage at any step of a redeem by HTTP, on %s', (kind) => {
  async function open(moment: Moment) {
    const world = await openClientWorld(kind);
    const flaw: Flaw = { moment, stepsLeft: null, hasFailed: false, wasUnknown: false };
    const failing = await world.start({ store: withFlaw(world.store, flaw) });
    const portal = await world.addClient('Portal');
    const { lena, clock, store, organizationId } = world;
    const send = (code: string) => failing.send(portal, '/v1/codes/redeem', { user: lena.email, code });

    /** Sends until it is answered, always the same, as a service that lost our answer does. How many outages it met. */
    async function insist(code: string, key: string): Promise<{ answer: Answer; outages: number }> {
      for (let outages = 0; ; outages += 1) {
        const body = { user: lena.email, code };
        const answer = await failing.send(portal, '/v1/codes/redeem', body, { 'idempotency-key': key });
        if (answer.status !== 503) return { answer, outages };
        expect(errorCodeOf(answer)).toBe(flaw.wasUnknown ? 'outcome_unknown' : 'unavailable');
      }
    }

    /** Lets each step fail in turn, until there are no more; how many there were. */
    async function failEachStep(check: (failAt: number) => Promise<void>): Promise<number> {
      for (let failAt = 0; failAt < STEPS_MAX; failAt += 1) {
        // Later, the credential's use is written down again: a step like any other.
        clock.at += 3_600_000;
        Object.assign(flaw, { stepsLeft: failAt, hasFailed: false });
        await check(failAt);
        if (!flaw.hasFailed) return failAt;
        flaw.stepsLeft = null;
      }
      throw new Error('A redeem has no end');
    }

    const historySince = async (after: number) =>
      (await store.read.audit.list(organizationId, { after, limit: 50 })).map(({ action }) => action);
    const now = async () => (await store.read.audit.head(organizationId)).sequence;
    return { ...world, flaw, failing, portal, send, insist, failEachStep, historySince, now };
  }

  it.each(['before', 'after'] as const)(
    'N3: the right code, gone %s the step: redeemed once, told to be so, and nothing is told twice',
    async (moment) => {
      const { issue, store, clock, insist, failEachStep, historySince, now } = await open(moment);
      const steps = await failEachStep(async (failAt) => {
        const [start, noticed] = [await now(), await store.read.notices.count()];
        const { code, record } = await issue({ expiresAt: clock.at + 3_600_000 });
        const { answer, outages } = await insist(code, `right-${failAt}`);
        expect([answer.status, answer.body.codeId]).toEqual([200, record.id]);
        expect(outages).toBeLessThanOrEqual(1);
        expect(await historySince(start)).toEqual(['code.redeemed']);
        // Two are told at once, and the reminder waits.
        expect((await store.read.notices.count()) - noticed).toBe(3);
        // Another key is another request: the code is spent.
        const { answer: second } = await insist(code, `second-${failAt}`);
        expect(errorCodeOf(second)).toBe('code_used');
      });
      // Whose credential, that it was used, the rate, whom, their codes (two ways), and the redeem itself.
      expect(steps).toBeGreaterThanOrEqual(7);
    },
    120_000,
  );

  it.each(['before', 'after'] as const)(
    'N3 N7: a wrong code, gone %s the step: refused once, whenever asked, and one failure for the lockout',
    async (moment) => {
      const { lena, issue, store, organizationId, insist, failEachStep, historySince, now } =
        await open(moment);
      const { record } = await issue({ expiresAt: Number.MAX_SAFE_INTEGER });
      const failures = async () =>
        (await store.read.lockouts.find(organizationId, lena.id))?.consecutiveFailures ?? 0;
      const steps = await failEachStep(async (failAt) => {
        const [start, failed] = [await now(), await failures()];
        const code = wrongCode();
        const { answer } = await insist(code, `wrong-${failAt}`);
        expect(errorCodeOf(answer)).toBe('code_refused');
        const { answer: again } = await insist(code, `wrong-${failAt}`);
        expect(errorCodeOf(again)).toBe('code_refused');
        expect(await historySince(start)).toEqual(['redeem.refused']);
        expect((await failures()) - failed).toBe(1);
      });
      expect(steps).toBeGreaterThanOrEqual(7);
      expect((await store.read.codes.find(organizationId, record.id))?.state).toBe('active');
    },
    120_000,
  );

  it('N17: without a key, too, a redeem whose commit was not answered is told as what it came to', async () => {
    const { issue, clock, store, organizationId, send, failEachStep, historySince, now } =
      await open('after');
    const answers: string[] = [];
    await failEachStep(async () => {
      const start = await now();
      const { code, record } = await issue({ expiresAt: clock.at + 3_600_000 });
      const answer = await send(code);
      answers.push(String(errorCodeOf(answer) ?? answer.status));
      const isRedeemed = (await historySince(start)).includes('code.redeemed');
      // Whoever hears that nothing was changed may go by it.
      expect(isRedeemed).toBe(answer.status === 200);
      if (answer.status === 200) expect(answer.body.codeId).toBe(record.id);
      await store.transact(organizationId, (tx) =>
        tx.codes.transition(organizationId, record.id, ['active'], 'revoked', { settledAt: clock.at }),
      );
    });
    expect(new Set(answers)).toEqual(new Set(['unavailable', 'outcome_unknown', '200']));
  }, 120_000);

  it.each(['challenge', 'redeem'] as const)(
    'N17: if that stays unknown it is told as unknown, and the key gives the outcome: a %s',
    async (way) => {
      const { failing, portal, issue, lena, clock, store, flaw } = await open('after');
      const { code, record } = await issue({ expiresAt: clock.at + 3_600_000 });
      const opened = await failing.send(portal, '/v1/challenges', { user: lena.email });
      const [path, body] =
        way === 'challenge'
          ? [`/v1/challenges/${opened.body.challengeId}/answer`, { code }]
          : ['/v1/codes/redeem', { user: lena.email, code }];
      const send = () => failing.send(portal, path, body, { 'idempotency-key': way });
      flaw.losesEveryCommit = true;
      const unknown = await send();
      expect([unknown.status, errorCodeOf(unknown)]).toEqual([503, 'outcome_unknown']);
      expect(unknown.text).not.toMatch(/nothing was changed/i);
      expect(unknown.headers.get('retry-after')).toBe('5');
      expect((await store.read.codes.find(lena.organizationId, record.id))?.state).toBe('redeemed');
      flaw.losesEveryCommit = false;
      expect((await send()).body).toMatchObject({ redeemed: true, codeId: record.id });
    },
  );
});
