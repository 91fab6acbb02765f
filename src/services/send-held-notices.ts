import type { Store } from '../ports/store.ts';
import type { HeldNotice, HeldNotices } from './held-notices.ts';
import { createLanes } from './lanes.ts';
import type { SendNotice } from './send-notice.ts';

/** How many are under way at once: each waits for Slack far longer than it works. */
const AT_ONCE = 16;

/**
 * Sends what this process holds, until there is no more of it.
 * @returns how many were sent
 */
export function createSendHeldNotices(
  held: HeldNotices,
  { outbox }: Pick<Store, 'outbox'>,
  sendNotice: SendNotice,
): () => Promise<number> {
  return async function sendHeldNotices() {
    const lanes = createLanes();
    let sent = 0;
    let isStopping = false;

    async function send(notice: HeldNotice): Promise<void> {
      const result = await sendNotice(notice);
      if (result === 'sent') sent += 1;
      // The program stops: the others' turns do not come either.
      isStopping ||= result === 'not_tried';
    }

    /** For whoever claims it next, who has all the time it takes. */
    const letGo = ({ notice, until }: HeldNotice): void => lanes.start(outbox.release(notice.id, until));

    try {
      for (;;) {
        while (lanes.busy < AT_ONCE && !isStopping) {
          const next = held.take(letGo);
          if (next === null) break;
          lanes.start(send(next));
        }
        if (lanes.busy === 0) return sent;
        await lanes.next(held.arrival());
      }
    } finally {
      await lanes.idle();
    }
  };
}
