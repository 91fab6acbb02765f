import { createRunDue, type RunDueOptions } from '../sources/run/run-due.ts';
import { type BackgroundWork, createBackgroundWork } from './background-work.ts';

/** Runs are due by the minute; and a run that an owner has applied is expected to begin soon. */
const INTERVAL_MS = 15_000;

/** Syncs what is due, in every instance: the lease of a run keeps them apart. */
export function createSyncWork(options: RunDueOptions): Pick<BackgroundWork, 'start' | 'stop'> {
  const runDue = createRunDue(options);
  const stopping = new AbortController();
  const work = createBackgroundWork({
    tasks: [{ name: 'sync sources', isNudged: false, run: () => runDue(stopping.signal) }],
    intervalMs: INTERVAL_MS,
    onError: (task, err) =>
      options.log.error({ err, task }, 'Background work failed and will be tried again'),
  });
  return {
    start: work.start,
    async stop() {
      // A run that is under way is given back: another instance, or this one after its restart, does it.
      stopping.abort();
      await work.stop();
    },
  };
}
