import type { mongo } from 'mongoose';
import { limitTime } from '../engine/time-limit.ts';
import { isOutage, isTimeout, UnansweredError } from './outage-errors.ts';

/** So many time-outs in a row, without one answer between them, and the client is reopened. */
const TIMEOUTS_MAX = 3;

/**
 * Watches the driver, which can wait forever for a command that it writes to a socket just destroyed: it listens only for `drain` and
 * `error`, and neither comes (mongodb 7.8.0, `Connection.writeCommand`; its `timeoutMS` has no effect). If that command is a heartbeat,
 * the driver finds no server again until the process ends. So each call has a time limit, and a client that no longer gets answers is
 * closed and opened again.
 */
export interface Watchdog {
  /** Runs one call of the driver. While the client is being reopened, it waits. @throws UnansweredError, or what the driver throws */
  run<T>(call: () => Promise<T>): Promise<T>;
  /** Stops reopening; resolves when none is under way. */
  stop(): Promise<void>;
}

/** @param callMsMax more than the driver itself takes to find a server and to wait for its answer, milliseconds */
export function createWatchdog(client: mongo.MongoClient, callMsMax: number): Watchdog {
  let timeouts = 0;
  let reopening: Promise<void> | null = null;
  /** Reopening failed and left the client closed. */
  let isShut = false;
  let isStopped = false;
  /** How often the client was reopened: the end of a call from before says nothing about it now. */
  let generation = 0;

  async function reopen(): Promise<void> {
    timeouts = 0;
    generation += 1;
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

  function noteFailure(error: unknown): void {
    if (!isOutage(error)) timeouts = 0;
    if (isTimeout(error)) timeouts += 1;
    if (timeouts >= TIMEOUTS_MAX && !isStopped) reopening ??= reopen();
  }

  return {
    async run(call) {
      if (isShut && !isStopped) reopening ??= reopen();
      await reopening;
      const mine = generation;
      try {
        const answer = await limitTime(callMsMax, call(), () => new UnansweredError());
        if (mine === generation) timeouts = 0;
        return answer;
      } catch (error) {
        if (mine === generation) noteFailure(error);
        throw error;
      }
    },
    async stop() {
      isStopped = true;
      await reopening;
    },
  };
}
