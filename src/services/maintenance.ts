import type { Notifier } from '../ports/notifier.ts';
import { type BackgroundWork, createBackgroundWork } from './background-work.ts';
import type { ServiceDeps } from './deps.ts';
import { createDispatcher, type DispatcherOptions } from './dispatch-notices.ts';
import { createExpireDue } from './expire-due.ts';
import { createSendNotice } from './send-notice.ts';

const INTERVAL_MS = 1000;

export interface MaintenanceDeps extends ServiceDeps, Pick<DispatcherOptions, 'sleep' | 'slackTenantIds'> {
  readonly notifier: Notifier;
  readonly log: { error(facts: object, message: string): void };
}

/** What goes on by itself on every instance: ending what time has ended, and sending notices. */
export function createMaintenance({
  notifier,
  sleep,
  slackTenantIds,
  log,
  ...deps
}: MaintenanceDeps): BackgroundWork {
  const expireDue = createExpireDue(deps);
  const onError = (task: string, err: unknown): void =>
    log.error({ err, task }, 'Background work failed and will be tried again');
  const dispatcher = createDispatcher({
    outbox: deps.store.outbox,
    clock: deps.clock,
    sleep,
    sendNotice: createSendNotice({ ...deps, notifier }),
    slackTenantIds,
    onFree: () => work.nudge(),
    onError: (error) => onError('send notices', error),
  });
  const work = createBackgroundWork({
    intervalMs: INTERVAL_MS,
    onError,
    tasks: [
      {
        name: 'expire due',
        isNudged: false,
        run: async () => {
          const { requestsExpired, codesExpired, revealsTakenBack } = await expireDue();
          return requestsExpired + codesExpired + revealsTakenBack;
        },
      },
      { name: 'send notices', isNudged: true, run: dispatcher.dispatch },
    ],
  });

  return {
    ...work,
    async stop() {
      await work.stop();
      await dispatcher.stop();
    },
  };
}
