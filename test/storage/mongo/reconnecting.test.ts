import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { StoreUnavailableError } from '../../../src/ports/store.ts';
import { acme, draftEvent } from './drafts.ts';
import { describeMongo } from './mongo-database.ts';
import { type GatedStore, openGatedStore } from './open-gated-store.ts';

/** The driver asks at once for a heartbeat if the last one is older than half a second. */
const HEARTBEAT_IS_OLD_MS = 700;
const ROUNDS = 3;
const STATEMENTS = 5;

describeMongo('the server is found again', (server) => {
  let away: GatedStore;

  beforeEach(async () => {
    away = await openGatedStore(server);
  });
  afterEach(() => away.close());

  function ask(): Promise<PromiseSettledResult<number>[]> {
    return Promise.allSettled(
      Array.from({ length: STATEMENTS }, () => away.store.read.directory.countUsers(acme)),
    );
  }

  /** Every statement has a connection that is up, and is on its way; the first to fail asks for a heartbeat. */
  async function breakAllAtOnce(): Promise<void> {
    await ask();
    await sleep(HEARTBEAT_IS_OLD_MS);
    const answers = ask();
    await nextTurn();
    await away.gate.shut();
    for (const answer of await answers) {
      if (answer.status === 'rejected') expect(answer.reason).toBeInstanceOf(StoreUnavailableError);
    }
  }

  it('U2 N13: whenever all connections break in the same instant, with statements under way', async () => {
    for (let round = 1; round <= ROUNDS; round += 1) {
      await breakAllAtOnce();
      away.gate.open();
      await expect.poll(away.isBack, { timeout: 30_000 }).toBe(true);
      await away.store.transact(acme, (tx) => tx.audit.append(draftEvent(`round${round}`)));
    }
    expect((await away.store.read.audit.head(acme)).sequence).toBe(ROUNDS);
  }, 150_000);

  it('U2: a statement sent at that very moment fails soon, too', async () => {
    await ask();
    void away.gate.shut();
    const asked: Promise<unknown>[] = [];
    // Among these are moments at which a socket is broken and the driver does not know yet.
    for (let turn = 0; turn < 40; turn += 1) {
      asked.push(away.store.read.directory.countUsers(acme));
      await nextTurn();
    }
    const startedAt = performance.now();
    for (const { status } of await Promise.allSettled(asked)) expect(status).toBe('rejected');
    expect(performance.now() - startedAt).toBeLessThan(15_000);
    away.gate.open();
    await expect.poll(away.isBack, { timeout: 30_000 }).toBe(true);
  }, 90_000);

  it('U2: an outage that outlasts a reopening is one for every caller, and its end is noticed', async () => {
    await breakAllAtOnce();
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await expect(away.store.ping()).rejects.toBeInstanceOf(StoreUnavailableError);
    }
    away.gate.open();
    await expect.poll(away.isBack, { timeout: 30_000 }).toBe(true);
  }, 90_000);
});
