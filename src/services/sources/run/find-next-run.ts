import type { Source } from '../../../domain/directory/source.ts';
import { isUnderWay } from '../../../domain/directory/sync-run.ts';

const MINUTE_MS = 60_000;
/** The share of the interval by which runs are spread, so that no vendor is asked by every customer at the full hour. */
const JITTER = 0.1;

/**
 * When background work starts the next run; `null`: it doesn't. The operator asks for the first run, after the preview, and an owner decides
 * about one that waits.
 */
export function findNextRunAt({ everyMinutes, run }: Pick<Source, 'everyMinutes' | 'run'>): number | null {
  if (isUnderWay(run)) return run.leaseUntil;
  if (everyMinutes === null || run === null || run.state === 'waiting') return null;
  return run.startedAt + everyMinutes * MINUTE_MS * (1 + JITTER * spread(run.id));
}

/** From 0 to 1. Every instance must come to the same: the run's id is random, and all of them know it. */
function spread(id: string): number {
  return [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1000, 0) / 1000;
}
