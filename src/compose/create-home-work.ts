import { type BackgroundWork, createBackgroundWork } from '../services/background/background-work.ts';

/** One tab in a second: below Slack's limit, and soon enough for a person who looks at it. */
const INTERVAL_MS = 1000;

/** Keeps Home tabs up to date that were opened lately. */
export function createHomeWork(
  refresh: () => Promise<number>,
  log: { error(facts: object, message: string): void },
): BackgroundWork {
  return createBackgroundWork({
    tasks: [{ name: 'refresh home tabs', isNudged: false, run: refresh }],
    intervalMs: INTERVAL_MS,
    onError: (task, err) => log.error({ err, task }, 'Background work failed and will be tried again'),
  });
}
