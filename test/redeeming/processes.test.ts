import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { openClientWorld, storeKinds } from './open-client-world.ts';
import type { RedeemOrder } from './redeem-worker.ts';

const run = promisify(execFile);
const worker = fileURLToPath(new URL('redeem-worker.ts', import.meta.url));

/** Every write of a redeem that succeeds: code, what waits about it, history, two notices and the reminder, outcome. */
const WRITES = 7;

describe.each(storeKinds)('redeeming in processes of their own, on %s', (kind) => {
  async function open() {
    const world = await openClientWorld(kind);
    const { service } = await world.addClient('Portal');
    const { code, record } = await world.issue();
    const order = (change: Partial<RedeemOrder>): RedeemOrder => ({
      url: world.databaseUrl,
      clientId: service.id,
      login: world.lena.email ?? '',
      code,
      at: world.clock.at,
      attempts: 1,
      key: 'k',
      dieAfterWrites: null,
      ...change,
    });
    const work = async (change: Partial<RedeemOrder>): Promise<string[]> => {
      const { stdout } = await run(process.execPath, [worker, JSON.stringify(order(change))]);
      return JSON.parse(stdout);
    };
    const redeems = async () => (await world.actions()).filter((action) => action === 'code.redeemed').length;
    const stateOf = async () => (await world.store.read.codes.find(world.organizationId, record.id))?.state;
    return { ...world, work, redeems, stateOf };
  }

  it('N3: 200 attempts of two processes at one code: one succeeds, 199 are refused', async () => {
    const { work, redeems } = await open();
    const kinds = await Promise.all([0, 1].map(() => work({ attempts: 100, key: null })));
    expect(kinds.flat().filter((each) => each === 'redeemed')).toHaveLength(1);
    expect(kinds.flat().filter((each) => each === 'refused')).toHaveLength(199);
    expect(await redeems()).toBe(1);
  }, 120_000);

  it('N3: 100 of one request with one key, of two processes: all are told the same, and one spends the code', async () => {
    const { work, redeems } = await open();
    const kinds = await Promise.all([0, 1].map(() => work({ attempts: 50 })));
    expect(kinds.flat()).toEqual(Array.from({ length: 100 }, () => 'redeemed'));
    expect(await redeems()).toBe(1);
  }, 120_000);

  it.each(Array.from({ length: WRITES + 1 }, (_, index) => index + 1))(
    'N3: killed after write %i: redeemed with its outcome or not at all, and the next process has it',
    async (dieAfterWrites) => {
      const { work, redeems, stateOf } = await open();
      await expect(work({ dieAfterWrites })).rejects.toMatchObject({ signal: 'SIGKILL' });
      const isCommitted = dieAfterWrites > WRITES;
      expect([await stateOf(), await redeems()]).toEqual(isCommitted ? ['redeemed', 1] : ['active', 0]);
      expect(await retry(() => work({}))).toEqual(['redeemed']);
      expect([await stateOf(), await redeems()]).toEqual(['redeemed', 1]);
    },
    150_000,
  );
});

/** A server may hold what a killed client had locked, for as long as a transaction may live. */
async function retry<T>(attempt: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + 100_000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await sleep(500);
    }
  }
}
