import type { Notifier } from '../ports/notifier.ts';
import { type BackgroundWork, createBackgroundWork } from './background-work.ts';
import type { ServiceDeps } from './deps.ts';
import { createDispatchNotices } from './dispatch-notices.ts';
import { createExpireDue } from './expire-due.ts';
import type { HeldNotice, HeldNotices } from './held-notices.ts';
import { createSendHeldNotices } from './send-held-notices.ts';
import { createSendNotice } from './send-notice.ts';

const INTERVAL_MS = 1000;

export interface MaintenanceDeps extends ServiceDeps {
  readonly notifier: Notifier;
  /** Whether it is worth trying: while Slack refuses us, notices wait in the outbox and use up none of their attempts. */
  readonly canSend: () => boolean;
  readonly held: HeldNotices;
  readonly log: { error(facts: object, message: string): void };
}

/** What goes on by itself on every instance: ending what time has ended, and sending notices. */
export function createMaintenance({
  notifier,
  canSend,
  held,
  log,
  ...deps
}: MaintenanceDeps): BackgroundWork {
  const { store, clock } = deps;
  const expireDue = createExpireDue(deps);
  const sendNotice = createSendNotice({ ...deps, notifier });
  const sendHeldNotices = createSendHeldNotices(held, sendNotice);
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
      { name: 'send held notices', isNudged: true, run: async () => (canSend() ? sendHeldNotices() : 0) },
      {
        name: 'release held notices',
        isNudged: false,
        run: async () => {
          await release(held.takeLate());
          return 0;
        },
      },
      {
        name: 'send due notices',
        isNudged: false,
        run: async () => (canSend() ? (await dispatchNotices()).sent : 0),
      },
    ],
  });

  /** For whoever is next, who would have to wait for the end of our hold otherwise. */
  async function release(notices: readonly HeldNotice[]): Promise<void> {
    const released = notices.map(({ notice, until }) => store.outbox.release(notice.id, until));
    const failed = (await Promise.allSettled(released)).find((each) => each.status === 'rejected');
    if (failed !== undefined) onError('release held notices', failed.reason);
  }

  return {
    ...work,
    async stop() {
      // At once: what is under way may take as long as Slack does.
      await Promise.all([release(held.close()), work.stop()]);
    },
  };
}
