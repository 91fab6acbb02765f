import type { NoticeChannel } from '../../domain/notices/notice.ts';
import type { DeviceChecker } from '../../ports/device-check.ts';
import type { Notifier } from '../../ports/notifier.ts';
import type { AuditLog } from '../audit/log-audit.ts';
import { createExpireDue } from '../codes/expire-due.ts';
import type { ServiceDeps } from '../deps.ts';
import { createDispatcher, type Dispatcher, type DispatcherOptions } from '../notices/dispatch-notices.ts';
import { createSendNotice } from '../notices/send-notice.ts';
import { createRecheckDomains, type RecheckDeps } from '../organization/recheck-domains.ts';
import type { ProviderDeps } from '../providers/open-provider.ts';
import { createTendVendorCodes } from '../providers/tend-vendor-codes.ts';
import { createEscalateReviews } from '../requests/break-glass/escalate-reviews.ts';
import { createRunDeviceChecks } from '../requests/device-check/run-checks.ts';
import { type BackgroundWork, createBackgroundWork } from './background-work.ts';

const INTERVAL_MS = 1000;
/** Domains are looked up daily, so there is no need to ask the store every second whether one is due. */
const RECHECK_MS = 60_000;
/** The same for reviews that are due once a day. */
const ESCALATE_MS = 60_000;

export interface MaintenanceDeps
  extends ServiceDeps,
    ProviderDeps,
    Pick<RecheckDeps, 'lookUpTxt'>,
    Pick<DispatcherOptions, 'sleep' | 'slackTenantIds'> {
  readonly notifier: Notifier;
  /** `null`: this process has no mail server, and leaves email to those who have one. */
  readonly mailer: Notifier | null;
  readonly auditLog: Pick<AuditLog, 'catchUp'>;
  readonly deviceChecker: DeviceChecker;
  readonly log: { error(facts: object, message: string): void };
}

/**
 * The background work of every instance: end what is past its time, send notices, copy the history to the log, look up
 * the TXT records of domains.
 */
export function createMaintenance({
  notifier,
  mailer,
  auditLog,
  sleep,
  slackTenantIds,
  lookUpTxt,
  deviceChecker,
  log,
  ...deps
}: MaintenanceDeps): BackgroundWork {
  const expireDue = createExpireDue(deps);
  const recheckDomains = atMostEvery(RECHECK_MS, deps.clock, createRecheckDomains({ ...deps, lookUpTxt }));
  const escalateReviews = atMostEvery(ESCALATE_MS, deps.clock, createEscalateReviews(deps));
  const onError = (task: string, err: unknown): void =>
    log.error({ err, task }, 'Background work failed and will be tried again');
  const dispatcherFor = (channel: NoticeChannel, sender: Notifier): Dispatcher =>
    createDispatcher({
      outbox: deps.store.outbox,
      clock: deps.clock,
      sleep,
      sendNotice: createSendNotice({ ...deps, notifier: sender }),
      channel,
      slackTenantIds,
      onFree: () => work.nudge(),
      onError: (error) => onError('send notices', error),
    });
  const posting = dispatcherFor('slack', notifier);
  const mailing = mailer === null ? null : dispatcherFor('email', mailer);
  const work = createBackgroundWork({
    intervalMs: INTERVAL_MS,
    onError,
    tasks: [
      {
        name: 'expire due',
        isNudged: false,
        run: async () => {
          const { requestsExpired, helpExpired, codesExpired, revealsTakenBack } = await expireDue();
          return requestsExpired + helpExpired + codesExpired + revealsTakenBack;
        },
      },
      { name: 'send notices', isNudged: true, run: posting.dispatch },
      ...(mailing === null ? [] : [{ name: 'send mail', isNudged: true, run: mailing.dispatch }]),
      { name: 'ask devices', isNudged: false, run: createRunDeviceChecks({ ...deps, deviceChecker }) },
      // A code that was revoked just now is ended at its provider now.
      { name: 'look after providers’ codes', isNudged: true, run: createTendVendorCodes({ ...deps, log }) },
      { name: 'log audit', isNudged: false, run: auditLog.catchUp },
      { name: 'escalate reviews', isNudged: false, run: escalateReviews },
      { name: 'check domains', isNudged: false, run: recheckDomains },
    ],
  });

  async function logRest(): Promise<void> {
    while ((await auditLog.catchUp()) > 0);
  }

  return {
    ...work,
    async stop() {
      await work.stop();
      await Promise.all([posting.stop(), mailing?.stop()]);
      // So that nothing of the last second is left out.
      await logRest().catch((error: unknown) => onError('log audit', error));
    },
  };
}

/** Runs while there is something to do, and after that not before the time has passed. */
function atMostEvery(
  ms: number,
  clock: ServiceDeps['clock'],
  run: () => Promise<number>,
): () => Promise<number> {
  let notBefore = 0;
  return async () => {
    if (clock.now() < notBefore) return 0;
    // Also after a failure: a store that is away is not asked every second.
    notBefore = clock.now() + ms;
    const done = await run();
    if (done > 0) notBefore = 0;
    return done;
  };
}
