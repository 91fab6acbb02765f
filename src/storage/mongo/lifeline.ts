import type { mongo } from 'mongoose';
import { isOutage, UnansweredError } from './outage-errors.ts';
import { limitTime } from './time-limit.ts';
import { watchHeartbeats } from './watch-heartbeats.ts';

/**
 * Between us and the driver, which waits for ever for a command that it writes to a socket that is destroyed but whose
 * `close` is still to come: it listens for `drain` and `error` alone, and neither comes (mongodb 7.8.0,
 * `Connection.writeCommand`). If all connections break in one turn of the event loop, the heartbeat can be that
 * command, for the first statement to fail asks for one at once. A server with a streaming heartbeat has it begun
 * anew; with any other the driver would wait for it, and find no server, until the process ends.
 */
export interface Lifeline {
  /**
   * Runs one call of the driver's. If a heartbeat turns out to be stuck, or an answer is overdue for good, the client is opened
   * anew: once at a time, and what is asked for meanwhile waits.
   * @throws UnansweredError, and whatever the driver throws
   */
  run<T>(call: () => Promise<T>): Promise<T>;
  /** Reopens nothing any more; resolves when nothing is being reopened. */
  end(): Promise<void>;
}

/** @param answerMsMax beyond what the driver lets a call take at the most, milliseconds */
export function createLifeline(client: mongo.MongoClient, answerMsMax: number): Lifeline {
  const heartbeats = watchHeartbeats(client);
  let reopening: Promise<void> | null = null;
  /** An opening failed, and has left the client closed. */
  let isShut = false;
  let isEnded = false;
  /** How often the client was opened anew: a call of an earlier client says nothing of this one. */
  let opened = 0;

  async function reopen(): Promise<void> {
    heartbeats.forget();
    opened += 1;
    isShut = true;
    try {
      await client.close();
      await client.connect();
      isShut = false;
    } catch {
      // The server is still away: the next call tries again.
    } finally {
      reopening = null;
    }
  }

  async function run<T>(call: () => Promise<T>): Promise<T> {
    if (isShut && !isEnded) reopening ??= reopen();
    if (reopening !== null) await reopening;
    const mine = opened;
    try {
      return await limitTime(answerMsMax, call(), () => new UnansweredError());
    } catch (error) {
      const isHopeless = isOutage(error) && (error instanceof UnansweredError || heartbeats.isAnyStuck());
      if (isHopeless && mine === opened && !isEnded) reopening ??= reopen();
      throw error;
    }
  }

  async function end(): Promise<void> {
    isEnded = true;
    await reopening;
  }

  return { run, end };
}
