import { describe, expect, it } from 'vitest';
import { createChangeClient } from '../../src/services/clients/change-client.ts';
import { errorCodeOf, openClientWorld, storeKinds, type TestClient, wrongCode } from './open-client-world.ts';

describe.each(storeKinds)('a challenge, on %s', (kind) => {
  async function open() {
    const world = await openClientWorld(kind);
    const portal = await world.addClient('Portal');
    const { main, lena } = world;
    const start = async (user: unknown = lena.email, client: TestClient = portal, more: object = {}) => {
      const answer = await main.send(client, '/v1/challenges', { user, ...more });
      return { answer, path: `/v1/challenges/${answer.body.challengeId}` };
    };
    const give = (path: string, code: string, client: TestClient = portal, headers = {}) =>
      main.send(client, `${path}/answer`, { code }, headers);
    const look = async (path: string, client: TestClient = portal) => (await main.send(client, path)).body;
    return { ...world, world, portal, start, give, look };
  }

  it('is opened after the first factor, answered with the code, and then over', async () => {
    const { start, give, look, issue, clock, lena } = await open();
    const { code, record } = await issue();
    const { answer, path } = await start(lena.email, undefined, {
      returnTo: 'https://portal.example/in?x=1',
    });
    const expiresAt = new Date(clock.at + 600_000).toISOString();
    expect([answer.status, answer.body.expiresAt]).toEqual([200, expiresAt]);
    expect(await look(path)).toEqual({
      challengeId: answer.body.challengeId,
      state: 'open',
      triesLeft: 5,
      expiresAt,
      returnTo: 'https://portal.example/in?x=1',
    });
    const answered = await give(path, code);
    expect(answered.body).toMatchObject({
      redeemed: true,
      user: { id: lena.id },
      codeId: record.id,
      assertion: expect.any(String),
      challengeId: answer.body.challengeId,
    });
    expect(await look(path)).toMatchObject({ state: 'answered' });
    expect([errorCodeOf(await give(path, code)), (await give(path, code)).status]).toEqual([
      'challenge_over',
      410,
    ]);
  });

  it('N3: of fifty answers at once through two instances one redeems', async () => {
    const { start, issue, portal, main, world, actions } = await open();
    const { code } = await issue();
    const { path } = await start();
    const other = await world.start({ store: await world.openAnother() });
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        (i % 2 === 0 ? main : other).send(portal, `${path}/answer`, { code }),
      ),
    );
    const over = Array.from({ length: 49 }, () => 'challenge_over');
    expect(answers.map((each) => errorCodeOf(each)).sort()).toEqual([...over, undefined]);
    expect((await actions()).filter((action) => action === 'code.redeemed')).toHaveLength(1);
  }, 60_000);

  it('bears five wrong codes, and a sixth answer not even if it is right; a mistyped one costs nothing (N2)', async () => {
    const { start, give, look, issue, clock } = await open();
    const { code } = await issue();
    const { path } = await start();
    expect(errorCodeOf(await give(path, 'typo'))).toBe('code_mistyped');
    for (let left = 4; left >= 0; left -= 1) {
      expect(errorCodeOf(await give(path, wrongCode()))).toBe('code_refused');
      expect(await look(path)).toMatchObject({
        triesLeft: left,
        state: left === 0 ? 'exhausted' : 'open',
      });
    }
    clock.at += 300_000;
    expect(errorCodeOf(await give(path, code))).toBe('challenge_over');
  });

  it('N7: is under the same lockout as a redeem, and an answer that was turned away costs no try', async () => {
    const { start, give, look, main, portal, lena, issue } = await open();
    const { code } = await issue();
    for (let i = 0; i < 5; i += 1)
      await main.send(portal, '/v1/codes/redeem', { user: lena.email, code: wrongCode() });
    const { path } = await start();
    const answer = await give(path, code);
    expect([answer.status, errorCodeOf(answer)]).toEqual([429, 'too_many_attempts']);
    expect(await look(path)).toMatchObject({ triesLeft: 5, state: 'open' });
  });

  it('lives ten minutes, to the millisecond', async () => {
    const { start, give, look, issue, clock } = await open();
    const { code } = await issue();
    const [first, second] = [await start(), await start()];
    clock.at += 599_999;
    expect(await look(first.path)).toMatchObject({ state: 'open' });
    expect((await give(first.path, code)).status).toBe(200);
    clock.at += 1;
    expect(await look(second.path)).toMatchObject({ state: 'expired' });
    expect(errorCodeOf(await give(second.path, code))).toBe('challenge_over');
  });

  it('is nothing to any other service, and what is no challenge is nothing to anybody', async () => {
    const { start, give, world, issue, main, portal } = await open();
    const other = await world.addClient('Other');
    const { code, record } = await issue();
    const { path } = await start();
    const asked = [
      await give(path, code, other),
      await main.send(other, path),
      await give(`${path}x`, code),
      await give('/v1/challenges/..%2f..', code),
      await main.send(portal, '/v1/challenges/chl_0000000000000000'),
    ];
    for (const answer of asked)
      expect([answer.status, errorCodeOf(answer)]).toEqual([404, 'challenge_not_found']);
    expect((await world.store.read.codes.find(world.organizationId, record.id))?.state).toBe('active');
  });

  it('N9: is opened for anybody, and answered alike for an unknown person and one without a code', async () => {
    const { start, give, look, mia } = await open();
    const seen = [];
    for (const user of [mia.email, 'ghost@people.example', 'not an address at all']) {
      const { answer, path } = await start(user);
      const refused = await give(path, wrongCode());
      const state = await look(path);
      const { challengeId: _, ...rest } = state;
      seen.push(
        JSON.stringify([answer.status, Object.keys(answer.body), refused.status, refused.text, rest]),
      );
    }
    expect(new Set(seen).size).toBe(1);
  });

  it('N6: whom it is about is kept under seal', async () => {
    const { start, store, organizationId } = await open();
    const { answer } = await start('their-password-typed-into-the-wrong-field');
    const id = answer.body.challengeId as Parameters<typeof store.read.challenges.find>[1];
    const kept = await store.read.challenges.find(organizationId, id);
    expect(JSON.stringify(kept)).not.toContain('their-password');
  });

  it('a lost answer can be asked for again with its key', async () => {
    const { start, give, issue, portal } = await open();
    const { code } = await issue();
    const { path } = await start();
    const key = { 'idempotency-key': 'k' };
    const [first, again] = [await give(path, code, portal, key), await give(path, code, portal, key)];
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body.codeId).toBe(first.body.codeId);
    const { path: another } = await start();
    expect(errorCodeOf(await give(another, code, portal, key))).toBe('idempotency_key_reused');
  });

  it('N3: the same key with another code is another request, and proves nothing', async () => {
    const { start, give, issue, portal } = await open();
    const { code } = await issue();
    const { path } = await start();
    const key = { 'idempotency-key': 'k' };
    expect((await give(path, code, portal, key)).status).toBe(200);
    const other = await give(path, wrongCode(), portal, key);
    expect([other.status, errorCodeOf(other)]).toEqual([422, 'idempotency_key_reused']);
    expect(other.text).not.toContain('assertion');
  });

  it('N3: a service that may no longer use challenges cannot answer the one it has opened', async () => {
    const { start, give, issue, portal, deps, organizationId, store } = await open();
    const { code, record } = await issue();
    const { path } = await start();
    await createChangeClient(deps)(organizationId, 'Portal', { scopes: ['codes:redeem'] });
    const refused = await give(path, code, portal);
    expect([refused.status, errorCodeOf(refused)]).toEqual([403, 'forbidden']);
    expect((await store.read.codes.find(organizationId, record.id))?.state).toBe('active');
  });

  it('takes only addresses of the web to go back to', async () => {
    const { start, lena } = await open();
    for (const returnTo of [
      'javascript:alert(1)',
      'portal',
      'data:text/html,x',
      `https://x.example/${'x'.repeat(2000)}`,
    ]) {
      expect(errorCodeOf((await start(lena.email, undefined, { returnTo })).answer)).toBe('invalid_body');
    }
  });
});
