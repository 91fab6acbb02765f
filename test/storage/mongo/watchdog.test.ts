import type { Connection } from 'mongoose';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import { connectToMongo } from '../../../src/storage/mongo/connection/connect.ts';
import { UnansweredError } from '../../../src/storage/mongo/connection/outage-errors.ts';
import { createWatchdog, type Watchdog } from '../../../src/storage/mongo/connection/watchdog.ts';
import { describeMongo, nameDatabase } from './mongo-database.ts';

const CALL_MS_MAX = 300;

describeMongo('the watchdog', (server) => {
  let connection: Connection;
  let watchdog: Watchdog;
  let opened: number;

  beforeEach(async () => {
    const options = { serverSelectionTimeoutMs: 5000, answerTimeoutMs: 20_000 };
    connection = await connectToMongo(new Secret(nameDatabase(server)), options);
    watchdog = createWatchdog(connection.getClient(), CALL_MS_MAX);
    opened = 0;
    connection.getClient().on('topologyOpening', () => {
      opened += 1;
    });
  });
  afterEach(async () => {
    await watchdog.stop();
    await connection.destroy();
  });

  const never = () => watchdog.run(() => new Promise<never>(() => undefined));
  const ping = () => connection.getClient().db('admin').command({ ping: 1 });

  it('U2: calls that are never answered end, and the client is reopened once, however many they are', async () => {
    const calls = await Promise.allSettled(Array.from({ length: 20 }, never));
    for (const call of calls) {
      expect(call).toMatchObject({ status: 'rejected', reason: expect.any(UnansweredError) });
    }
    const answers = await Promise.all(Array.from({ length: 20 }, () => watchdog.run(async () => 'answered')));
    expect(answers).toEqual(Array(20).fill('answered'));
    expect(await ping()).toMatchObject({ ok: 1 });
    expect(opened).toBe(1);
  });

  it('an error of the server’s leaves the client as it is', async () => {
    const admin = connection.getClient().db('admin');
    for (let call = 0; call < 5; call += 1) {
      const refused = watchdog.run(() => admin.command({ noSuchCommand: 1 }));
      await expect(refused).rejects.toMatchObject({ codeName: 'CommandNotFound' });
    }
    expect(await ping()).toMatchObject({ ok: 1 });
    expect(opened).toBe(0);
  });

  it('an answer between time-outs leaves the client as it is', async () => {
    for (let round = 0; round < 2; round += 1) {
      for (const call of await Promise.allSettled([never(), never()])) expect(call.status).toBe('rejected');
      await watchdog.run(async () => 'answered');
    }
    expect(opened).toBe(0);
  });

  it('nothing is reopened once it is stopped', async () => {
    const unanswered = Promise.allSettled([never(), never(), never()]);
    await watchdog.stop();
    for (const call of await unanswered) expect(call).toMatchObject({ reason: expect.any(UnansweredError) });
    await watchdog.run(ping);
    expect(opened).toBe(0);
  });
});
