import { describe, expect, it } from 'vitest';
import { errorCodeOf, openClientWorld, storeKinds, wrongCode } from './open-client-world.ts';

const HOUR = 3_600_000;

describe.each(storeKinds)('a code for later, presented too early, on %s', (kind) => {
  async function open() {
    const world = await openClientWorld(kind);
    const portal = await world.addClient('Portal');
    const startsAt = world.clock.at + 20 * HOUR;
    const { code, record } = await world.issue({ startsAt, expiresAt: startsAt + HOUR });
    const login = world.lena.email;
    const redeem = (typed: string, key?: string) =>
      world.main.send(
        portal,
        '/v1/codes/redeem',
        { user: login, code: typed },
        key === undefined ? {} : { 'idempotency-key': key },
      );
    return { ...world, startsAt, code, record, redeem };
  }

  it('N5 N8: is refused until its first moment, and works then, once', async () => {
    const { redeem, code, clock, startsAt, store, organizationId } = await open();
    for (const at of [clock.at, startsAt - 1]) {
      clock.at = at;
      const early = await redeem(code);
      expect([early.status, errorCodeOf(early)]).toEqual([403, 'code_not_started']);
    }
    const events = await store.read.audit.list(organizationId, { after: 0, limit: 1000 });
    const refused = events.filter(({ action }) => action === 'redeem.refused');
    expect(refused.map(({ reason }) => reason)).toEqual(['not_started', 'not_started']);
    clock.at = startsAt;
    expect((await redeem(code)).status).toBe(200);
    expect(errorCodeOf(await redeem(code))).toBe('code_used');
  });

  it('N7: counts as no wrong code, however often', async () => {
    const { redeem, code, clock, startsAt, store, organizationId, lena } = await open();
    for (let index = 0; index < 12; index += 1)
      expect(errorCodeOf(await redeem(code))).toBe('code_not_started');
    expect(await store.read.lockouts.find(organizationId, lena.id)).toBeNull();
    clock.at = startsAt;
    expect((await redeem(code)).status).toBe(200);
  });

  it('N9: a wrong code for the same person is answered as ever', async () => {
    const { redeem } = await open();
    const answer = await redeem(wrongCode());
    expect([answer.status, errorCodeOf(answer)]).toEqual([403, 'code_refused']);
  });

  it('N4: a start that was changed in the database makes the code another', async () => {
    const { redeem, code, clock, record, store, organizationId } = await open();
    await store.transact(organizationId, (tx) =>
      tx.codes.transition(organizationId, record.id, ['active'], 'revoked', { settledAt: clock.at }),
    );
    // The same hash without the start, as someone with the database but without the key would write it.
    const id = `${record.id}x` as typeof record.id;
    await store.transact(organizationId, (tx) => tx.codes.insert({ ...record, id, startsAt: null }));
    expect(errorCodeOf(await redeem(code))).toBe('code_refused');
  });
});
