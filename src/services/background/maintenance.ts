import type { Notifier } from '../../ports/notifier.ts';
import type { AuditLog } from '../audit/log-audit.ts';
import { createExpireDue } from '../codes/expire-due.ts';
import type { ServiceDeps } from '../deps.ts';
import { createDispatcher, type DispatcherOptions } from '../notices/dispatch-notices.ts';
import { createSendNotice } from '../notices/send-notice.ts';
import { type BackgroundWork, createBackgroundWork } from './background-work.ts';

const INTERVAL_MS = 1000;

export interface MaintenanceDeps extends ServiceDeps, Pick<DispatcherOptions, 'sleep' | 'slackTenantIds'> {
  readonly notifier: Notifier;
  readonly auditLog: Pick<AuditLog, 'catchUp'>;
  readonly log: { error(facts: object, message: string): void };
}

/**
 * The background work of every instance: end what is past its time, send notices, copy the history to the log.
 */
export function createMaintenance({
  notifier,
  auditLog,
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
      { name: 'log audit', isNudged: false, run: auditLog.catchUp },
    ],
  });

  async function logRest(): Promise<void> {
    while ((await auditLog.catchUp()) > 0);
  }

  return {
    ...work,
    async stop() {
      await work.stop();
      await dispatcher.stop();
      // So that nothing of the last second is left out.
      await logRest().catch((error: unknown) => onError('log audit', error));
    },
  };
}
