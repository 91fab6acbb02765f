import type { Notifier } from '../ports/notifier.ts';
import { type BackgroundWork, createBackgroundWork } from './background-work.ts';
import type { ServiceDeps } from './deps.ts';
import { createDispatchNotices } from './dispatch-notices.ts';
import { createExpireDue } from './expire-due.ts';
import type { HeldNotices } from './held-notices.ts';
import { createSendHeldNotices } from './send-held-notices.ts';
import { createSendNotice } from './send-notice.ts';

const INTERVAL_MS = 1000;

export interface MaintenanceDeps extends ServiceDeps {
  readonly notifier: Notifier;
  readonly held: HeldNotices;
  readonly log: { error(facts: object, message: string): void };
}

/** What goes on by itself on every instance: ending what time has ended, and sending notices. */
export function createMaintenance({ notifier, held, log, ...deps }: MaintenanceDeps): BackgroundWork {
  const { store, clock } = deps;
  const expireDue = createExpireDue(deps);
  const sendNotice = createSendNotice({ ...deps, notifier });
  const sendHeldNotices = createSendHeldNotices(held, store, sendNotice);
  const dispatchNotices = createDispatchNotices(store, clock, sendNotice);
  const onError = (task: string, err: unknown): void =>
    log.error({ err, task }, 'Background work failed and will be tried again');
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
      { name: 'send held notices', isNudged: true, run: sendHeldNotices },
      { name: 'send due notices', isNudged: false, run: async () => (await dispatchNotices()).sent },
    ],
  });
  return {
    ...work,
    async stop() {
      await work.stop();
      // For whoever is next, who would have to wait for the end of our hold otherwise.
      const released = held.close().map(({ notice, until }) => store.outbox.release(notice.id, until));
      await Promise.all(released).catch((error: unknown) => onError('release held notices', error));
    },
  };
}
