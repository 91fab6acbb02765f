import type { Clock } from '../../ports/clock.ts';

/**
 * One post per second and channel (S8): waits until the channel's turn has come.
 * @param notAfter a turn that comes later is of no use
 * @returns to be called when Slack has answered, until when nobody else's turn comes: a post counts from its arrival, which we
 * do not know, so a slow one would be followed too closely if we counted from its sending. Nothing may be posted if waiting was given up: as
 * the turn comes too late, or as the program stops.
 */
export type AwaitTurn = (channelId: string, notAfter: number) => Promise<EndTurn | 'late' | 'stopping'>;

export type EndTurn = () => void;

export interface PacerOptions {
  readonly clock: Clock;
  /** Rejects when the signal is given. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Nobody waits from then on. */
  readonly stopped: AbortSignal;
}

interface Line {
  /** Settles when the one before has been answered. */
  before: Promise<void>;
  nextAt: number;
  waiting: number;
}

const INTERVAL_MS = 1000;
const CHANNELS_REMEMBERED = 10_000;

export function createPacer({ clock, sleep, stopped }: PacerOptions): AwaitTurn {
  const lines = new Map<string, Line>();

  function findLine(channelId: string): Line {
    const known = lines.get(channelId);
    if (known !== undefined) return known;
    const now = clock.now();
    if (lines.size >= CHANNELS_REMEMBERED) {
      for (const [id, { nextAt, waiting }] of lines) if (waiting === 0 && nextAt <= now) lines.delete(id);
    }
    const line: Line = { before: Promise.resolve(), nextAt: now, waiting: 0 };
    lines.set(channelId, line);
    return line;
  }

  /** Whether the turn has come. */
  async function wait(ms: number): Promise<boolean> {
    try {
      if (ms > 0 && !stopped.aborted) await sleep(ms, stopped);
    } catch (error) {
      if (!stopped.aborted) throw error;
    }
    return !stopped.aborted;
  }

  return async function awaitTurn(channelId, notAfter) {
    const line = findLine(channelId);
    const { before } = line;
    const { promise, resolve } = Promise.withResolvers<void>();
    line.before = promise;
    line.waiting += 1;
    const end = (): void => {
      line.waiting -= 1;
      resolve();
    };
    await before;
    const now = clock.now();
    if (Math.max(now, line.nextAt) > notAfter) {
      end();
      return 'late';
    }
    if (!(await wait(line.nextAt - now))) {
      end();
      return 'stopping';
    }
    return () => {
      line.nextAt = clock.now() + INTERVAL_MS;
      end();
    };
  };
}
