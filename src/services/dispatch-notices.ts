import { NOTICE_LEASE_MS } from '../domain/notice.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import type { HeldNotice } from './held-notices.ts';
import { createLanes } from './lanes.ts';
import type { SendNotice } from './send-notice.ts';

/** How many are under way at once: each waits for Slack and for the disk far longer than it works. */
const AT_ONCE = 8;
const BATCH = 40;

export interface DispatchResult {
  readonly sent: number;
  readonly failed: number;
}

/** Sends what is due in the outbox and held by nobody: what has to wait, was tried before, or was left behind. */
export function createDispatchNotices(
  { outbox }: Pick<Store, 'outbox'>,
  clock: Clock,
  sendNotice: SendNotice,
): () => Promise<DispatchResult> {
  return async function dispatchNotices(): Promise<DispatchResult> {
    const result = { sent: 0, failed: 0 };
    const lanes = createLanes();
    let left = BATCH;
    /** Whether to look for more: until nothing was found, and again whenever one is done. */
    let isWanted = true;

    async function send(notice: HeldNotice): Promise<void> {
      const kind = await sendNotice(notice);
      if (kind === 'stopping') left = 0;
      else if (kind !== 'late') result[kind] += 1;
      isWanted = true;
    }

    try {
      for (;;) {
        const room = Math.min(AT_ONCE - lanes.busy, left);
        if (isWanted && room > 0) {
          isWanted = false;
          // No more than can be sent at once: of more, the last would have to wait for the others, and its lease
          // might run out before its turn.
          const now = clock.now();
          const notices = await outbox.claim(now, NOTICE_LEASE_MS, room);
          left -= notices.length;
          for (const notice of notices) lanes.start(send({ notice, until: now + NOTICE_LEASE_MS }));
          isWanted ||= notices.length === room;
        } else if (lanes.busy > 0) await lanes.next();
        else {
          lanes.check();
          return result;
        }
      }
    } finally {
      await lanes.idle();
    }
  };
}
