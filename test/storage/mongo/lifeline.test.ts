import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from 'mongoose';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import { connectToMongo } from '../../../src/storage/mongo/connect.ts';
import { createLifeline, type Lifeline } from '../../../src/storage/mongo/lifeline.ts';
import { LostAnswerError, UnansweredError } from '../../../src/storage/mongo/outage-errors.ts';
import { describeMongo, nameDatabase } from './mongo-database.ts';

const ANSWER_MS_MAX = 300;
const LOST_MS_MAX = 100;

describeMongo('the lifeline', (server) => {
  let connection: Connection;
  let lifeline: Lifeline;
  let opened: number;

  beforeEach(async () => {
    const options = { serverSelectionTimeoutMs: 5000, answerTimeoutMs: 20_000 };
    connection = await connectToMongo(new Secret(nameDatabase(server)), options);
    lifeline = createLifeline(connection.getClient(), { answerMsMax: ANSWER_MS_MAX, lostMsMax: LOST_MS_MAX });
    opened = 0;
    connection.getClient().on('topologyOpening', () => {
      opened += 1;
    });
  });
  afterEach(async () => {
    await lifeline.end();
    await connection.destroy();
  });

  const never = () => lifeline.run(() => new Promise<never>(() => undefined));
  const ping = () => lifeline.run(() => connection.getClient().db('admin').command({ ping: 1 }));
  const count = () => lifeline.run(() => connection.collection('things').countDocuments());

  it('U2: a call that is never answered ends, and the client is opened anew once, however many those are', async () => {
    const calls = await Promise.allSettled(Array.from({ length: 20 }, never));
    for (const call of calls) {
      expect(call).toMatchObject({ status: 'rejected', reason: expect.any(UnansweredError) });
    }
    expect(await Promise.all(Array.from({ length: 20 }, count))).toEqual(Array(20).fill(0));
    expect(opened).toBe(1);
  });

  it('an error of the server’s leaves the client as it is', async () => {
    const refused = lifeline.run(() => connection.getClient().db('admin').command({ noSuchCommand: 1 }));
    await expect(refused).rejects.toMatchObject({ codeName: 'CommandNotFound' });
    await ping();
    expect(opened).toBe(0);
  });

  it('U2: a call that goes on after the connections were given up ends soon, and the client is left as it is, for a while', async () => {
    const client = connection.getClient();
    const loseAll = () => client.emit('connectionPoolCleared', pool);
    const pool = { address: '127.0.0.1:1' } as never;
    const slow = lifeline.run(() => sleep(LOST_MS_MAX / 2, 'answered'));
    for (let round = 0; round < 19; round += 1) {
      const call = never();
      loseAll();
      await expect(call).rejects.toBeInstanceOf(LostAnswerError);
    }
    expect(await slow).toBe('answered');
    await ping();
    expect(opened).toBe(0);
    const last = never();
    loseAll();
    await expect(last).rejects.toBeInstanceOf(LostAnswerError);
    await ping();
    expect(opened).toBe(1);
  });

  it('of a server that is not asked nothing follows', async () => {
    const client = connection.getClient();
    const address = '127.0.0.1:2';
    const [previousDescription, newDescription] = [{ type: 'RSSecondary' }, { type: 'Unknown' }];
    client.emit('serverDescriptionChanged', { address, previousDescription, newDescription } as never);
    const slow = lifeline.run(() => sleep(LOST_MS_MAX * 2, 'answered'));
    client.emit('connectionPoolCleared', { address } as never);
    expect(await slow).toBe('answered');
  });

  it('nothing is opened after the end', async () => {
    const lost = never();
    await lifeline.end();
    await expect(lost).rejects.toBeInstanceOf(UnansweredError);
    await ping();
    expect(opened).toBe(0);
  });
});
