import type { Notifier } from '../ports/notifier.ts';
import { type BackgroundWork, createBackgroundWork } from './background-work.ts';
import type { ServiceDeps } from './deps.ts';
import { createDispatchNotices } from './dispatch-notices.ts';
import { createExpireDue } from './expire-due.ts';

const INTERVAL_MS = 1000;

export interface MaintenanceDeps extends ServiceDeps {
  readonly notifier: Notifier;
  readonly log: { error(facts: object, message: string): void };
}

/** What goes on by itself on every instance: ending what time has ended, and sending notices. */
export function createMaintenance({ notifier, log, ...deps }: MaintenanceDeps): BackgroundWork {
  const expireDue = createExpireDue(deps);
  const dispatchNotices = createDispatchNotices({ ...deps, notifier });
  return createBackgroundWork({
    intervalMs: INTERVAL_MS,
    onError: (task, err) => log.error({ err, task }, 'Background work failed and will be tried again'),
    tasks: [
      {
        name: 'expire due',
        isNudged: false,
        run: async () => {
          const { requestsExpired, codesExpired, revealsTakenBack } = await expireDue();
          return requestsExpired + codesExpired + revealsTakenBack;
        },
      },
      { name: 'send notices', isNudged: true, run: async () => (await dispatchNotices()).sent },
    ],
  });
}
