import { App } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '../../../../src/domain/crypto/secret.ts';
import type { Sandbox } from '../../../../src/sandbox/sandbox.ts';
import { createSocketConnection } from '../../../../src/slack/app/receivers/create-socket-connection.ts';
import { Cleanup, sandboxFor, silent } from '../../../sandbox/support.ts';

const HOUR_MS = 3_600_000;
const OPEN_MS_MAX = 20_000;

const cleanup = new Cleanup();
let sandbox: Sandbox;
let now: number;
/** What was waited for between attempts; passes at once. */
let waits: number[];
let failed: string[];
let accepted: number;

beforeEach(async () => {
  sandbox = await sandboxFor(cleanup);
  now = 0;
  waits = [];
  failed = [];
  accepted = 0;
});
afterEach(() => cleanup.run());

async function connect() {
  const connection = createSocketConnection({
    appToken: new Secret(sandbox.app().appToken),
    apiUrl: sandbox.apiUrl,
    logger: silent,
    clock: { now: () => now },
    health: {
      noteAccepted: () => {
        accepted += 1;
      },
      noteFailed: (token) => void failed.push(token),
    },
    sleep: (ms, signal) =>
      ms === OPEN_MS_MAX
        ? new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
        : Promise.resolve(void waits.push(ms)),
  });
  const app = new App({ authorize: async () => ({}), receiver: connection.receiver, logger: silent });
  app.command('/probe', ({ ack }) => ack());
  cleanup.add(connection.stop);
  await connection.start();
  return connection;
}

describe('the socket to Slack', () => {
  it.each(['refresh_requested', 'warning'] as const)(
    'S15: refreshed by Slack (%s): it is opened again without waiting',
    async (reason) => {
      await connect();
      const [old] = sandbox.app().connections();
      now += HOUR_MS;
      sandbox.app().requestReconnect(reason);
      await expect.poll(() => sandbox.app().connections()).not.toEqual([old]);
      await expect.poll(() => accepted).toBe(2);
      expect(waits).toEqual([]);
      expect(failed).toEqual([]);
      expect(await sandbox.actAs('adam').command('#general', '/probe')).toMatchObject({ acked: true });
    },
  );

  it('S15: waits between attempts grow, and never beyond 30 s, however long Slack is away', async () => {
    sandbox.faults.inject({ match: { method: 'apps.connections.open' }, kind: 'http500', times: 20 });
    await connect();
    await expect.poll(() => accepted, { timeout: 10_000 }).toBe(1);
    expect(failed).toEqual(Array.from({ length: 20 }, () => 'SLACK_APP_TOKEN'));
    expect(waits.slice(0, 4)).toEqual([500, 1000, 2000, 4000]);
    expect(waits).toHaveLength(20);
    expect(Math.max(...waits)).toBeLessThanOrEqual(30_000);
  });

  it('S15: waits as long as Slack asks for, but not beyond 30 s', async () => {
    for (const retryAfterS of [19, 3600])
      sandbox.faults.inject({
        match: { method: 'apps.connections.open' },
        kind: 'ratelimit',
        retryAfterS,
      });
    await connect();
    await expect.poll(() => accepted).toBe(1);
    expect(waits).toEqual([19_000, 30_000]);
  });

  it('S15: a connection that Slack ends again and again is not opened without pause', async () => {
    await connect();
    for (let turn = 1; turn <= 3; turn += 1) {
      sandbox.app().dropConnections();
      await expect.poll(() => accepted).toBe(turn + 1);
    }
    expect(waits).toEqual([500, 1000, 2000]);
  });

  it('stops, and opens nothing afterwards', async () => {
    const connection = await connect();
    await connection.stop();
    await expect.poll(() => sandbox.app().connections()).toEqual([]);
    expect(accepted).toBe(1);
  });
});
