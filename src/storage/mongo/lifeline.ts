import type { mongo } from 'mongoose';
import { isOutage, LostAnswerError, UnansweredError } from './outage-errors.ts';
import { watchHeartbeats } from './watch-heartbeats.ts';
import { watchLostConnections } from './watch-lost-connections.ts';

/**
 * Between us and the driver, which waits for ever for a command that it writes to a socket that is destroyed but whose
 * `close` is still to come: it listens for `drain` and `error` alone, and neither comes (mongodb 7.8.0,
 * `Connection.writeCommand`). If all connections break in one turn of the event loop, the heartbeat can be that
 * command, for the first statement to fail asks for one at once. A server with a streaming heartbeat has it begun
 * anew; with any other the driver would wait for it, and find no server, until the process ends. Any other such
 * command is known by this: the driver has given its connections up, and it has not ended by then or soon after.
 */
export interface Lifeline {
  /**
   * Runs one call of the driver's. If a heartbeat turns out to be stuck, or an answer is overdue for good, the client is opened
   * anew: once at a time, and what is asked for meanwhile waits.
   * @throws UnansweredError, LostAnswerError, and whatever the driver throws
   */
  run<T>(call: () => Promise<T>): Promise<T>;
  /** Reopens nothing any more; resolves when nothing is being reopened. */
  end(): Promise<void>;
}

/** Each call that is given up for lost keeps one of the driver's hundred connections for ever: long before there is none, all are renewed. */
const LOST_MAX = 20;

export interface LifelineLimits {
  /** Beyond what the driver lets a call take at the most, milliseconds. */
  readonly answerMsMax: number;
  /**
   * How long a call may go on once the driver has given its connections up, milliseconds: on one that is up it is answered by then, and
   * beyond what the driver takes to find a server and ask again.
   */
  readonly lostMsMax: number;
}

export function createLifeline(
  client: mongo.MongoClient,
  { answerMsMax, lostMsMax }: LifelineLimits,
): Lifeline {
  const heartbeats = watchHeartbeats(client);
  /** For each call under way, what makes it end soon. */
  const underWay = new Set<() => void>();
  watchLostConnections(client, () => {
    for (const endSoon of underWay) endSoon();
  });
  let lost = 0;
  let reopening: Promise<void> | null = null;
  /** An opening failed, and has left the client closed. */
  let isShut = false;
  let isEnded = false;
  /** How often the client was opened anew: a call of an earlier client says nothing of this one. */
  let opened = 0;

  async function reopen(): Promise<void> {
    heartbeats.forget();
    lost = 0;
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
    let timer = setTimeout(() => reject(new UnansweredError()), answerMsMax);
    const endSoon = (): void => {
      underWay.delete(endSoon);
      if (lostMsMax >= answerMsMax) return;
      clearTimeout(timer);
      timer = setTimeout(() => reject(new LostAnswerError()), lostMsMax);
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
      if (error instanceof LostAnswerError) lost += 1;
      const isUnanswered = error instanceof UnansweredError || lost >= LOST_MAX;
      const isHopeless = isOutage(error) && (isUnanswered || heartbeats.isAnyStuck());
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
