import type { mongo } from 'mongoose';
import { isOutage, UnansweredError } from './outage-errors.ts';
import { watchHeartbeats } from './watch-heartbeats.ts';

/**
 * Between us and the driver, which waits for ever for a command that it writes to a socket that is destroyed but whose
 * `close` is still to come: it listens for `drain` and `error` alone, and neither comes (mongodb 7.8.0,
 * `Connection.writeCommand`). If all connections break in one turn of the event loop, the heartbeat can be that
 * command, for the first statement to fail asks for one at once. A server with a streaming heartbeat has it begun
 * anew; with any other the driver would wait for it, and find no server, until the process ends. Any other command is told by
 * this: the driver has given its connections up, and the command has not ended by then or soon after.
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

/** How long a call may go on when the driver has given connections up: on one that is up it is answered by then. */
const LOST_MS = 2000;

/** @param answerMsMax beyond what the driver lets a call take at the most, milliseconds */
export function createLifeline(client: mongo.MongoClient, answerMsMax: number): Lifeline {
  const heartbeats = watchHeartbeats(client);
  /** For each call under way, what makes it end soon. */
  const underWay = new Set<() => void>();
  client.on('connectionPoolCleared', () => {
    for (const endSoon of underWay) endSoon();
  });
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

  async function awaitAnswer<T>(call: () => Promise<T>): Promise<T> {
    const { promise: unanswered, reject } = Promise.withResolvers<never>();
    const giveUp = (): void => reject(new UnansweredError());
    let timer = setTimeout(giveUp, answerMsMax);
    const endSoon = (): void => {
      underWay.delete(endSoon);
      clearTimeout(timer);
      timer = setTimeout(giveUp, Math.min(LOST_MS, answerMsMax));
    };
    underWay.add(endSoon);
    try {
      return await Promise.race([call(), unanswered]);
    } finally {
      clearTimeout(timer);
      underWay.delete(endSoon);
    }
  }

  async function run<T>(call: () => Promise<T>): Promise<T> {
    if (isShut && !isEnded) reopening ??= reopen();
    if (reopening !== null) await reopening;
    const mine = opened;
    try {
      return await awaitAnswer(call);
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
