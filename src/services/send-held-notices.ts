import type { HeldNotice, HeldNotices } from './held-notices.ts';
import { createLanes } from './lanes.ts';
import type { SendNotice } from './send-notice.ts';

/** How many are under way at once: each waits for Slack far longer than it works. */
const AT_ONCE = 16;

/**
 * Sends what this process holds, until there is no more of it.
 * @returns how many were sent
 */
export function createSendHeldNotices(held: HeldNotices, sendNotice: SendNotice): () => Promise<number> {
  return async function sendHeldNotices() {
    const lanes = createLanes();
    let sent = 0;

    async function send(notice: HeldNotice): Promise<void> {
      if ((await sendNotice(notice)) === 'sent') sent += 1;
    }

    try {
      for (;;) {
        while (lanes.busy < AT_ONCE) {
          const next = held.take();
          if (next === null) break;
          lanes.start(send(next));
        }
        lanes.check();
        if (lanes.busy === 0) return sent;
        await lanes.next(held.arrival());
      }
    } finally {
      await lanes.idle();
    }
  };
}
