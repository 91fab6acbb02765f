import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { Secret } from '../../src/domain/crypto/secret.ts';
import { openMongoStore } from '../../src/storage/mongo/open-mongo-store.ts';
import { describeMongo } from '../storage/mongo/mongo-database.ts';
import { openTcpGate } from '../support/open-tcp-gate.ts';
import { type Answer, errorCodeOf, openClientWorld, ringOf } from './open-client-world.ts';

/** So many milliseconds into a redeem: together they cover it, from its first word to its commit and beyond. */
const MOMENTS = [0, 1, 2, 3, 4, 6, 8, 10, 13, 16, 20, 25];

describeMongo('connections that break in the middle of a redeem', () => {
  async function open(waitMsMax: number) {
    const world = await openClientWorld('mongodb');
    const url = new URL(world.databaseUrl);
    const gate = await openTcpGate({ host: url.hostname, port: Number(url.port) });
    onTestFinished(() => gate.close());
    url.port = String(gate.port);
    const gated = await openMongoStore({ uri: new Secret(url.href), keys: ringOf('test'), waitMsMax });
    onTestFinished(() => gated.close());
    const failing = await world.start({ store: gated });
    const portal = await world.addClient('Portal');
    return { ...world, gate, failing, portal };
  }

  /** One redeem, cut off so many milliseconds after it was sent. How it was answered at first, and what was true then. */
  async function cutOff(
    { store, organizationId, lena, clock, issue, gate, failing, portal }: Awaited<ReturnType<typeof open>>,
    moment: number,
    isShort: boolean,
  ): Promise<string> {
    clock.at += 60_000;
    const { code, record } = await issue({ expiresAt: clock.at + 3_600_000 });
    const start = (await store.read.audit.head(organizationId)).sequence;
    const send = (): Promise<Answer> => {
      const headers = { 'idempotency-key': `cut-${moment}` };
      return failing.send(portal, '/v1/codes/redeem', { user: lena.email, code }, headers);
    };
    const sent = send();
    await sleep(moment);
    await gate.shut();
    if (isShort) gate.open();
    const first = await sent;
    const state = (await store.read.codes.find(organizationId, record.id))?.state;
    if (first.status === 200) expect(state).toBe('redeemed');
    else expect([first.status, errorCodeOf(first)]).toEqual([503, 'unavailable']);
    gate.open();
    // Whatever it was told, the service may ask again with the same key, and the person gets in, once.
    let again = first;
    const isAnswered = async () => {
      again = await send();
      return again.status !== 503;
    };
    await expect.poll(isAnswered, { timeout: 30_000, interval: 250 }).toBe(true);
    expect([again.status, again.body.codeId]).toEqual([200, record.id]);
    const events = await store.read.audit.list(organizationId, { after: start, limit: 50 });
    expect(events.map(({ action }) => action)).toEqual(['code.redeemed']);
    return `${first.status} ${state}`;
  }

  it('N3: for an instant: it is redeemed once, and mostly nobody notices', async () => {
    const world = await open(60_000);
    const outcomes = [];
    for (const moment of MOMENTS) outcomes.push(await cutOff(world, moment, true));
    expect(outcomes).toContain('200 redeemed');
  }, 300_000);

  it('N3: for longer than anybody waits: redeemed or refused, never both and never lost', async () => {
    const world = await open(1000);
    const outcomes = [];
    // Fewer: each costs as long as nobody waits for.
    for (const moment of MOMENTS.filter((_, i) => i % 3 === 0))
      outcomes.push(await cutOff(world, moment, false));
    expect(outcomes).toContain('503 active');
  }, 300_000);
});
