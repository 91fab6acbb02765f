import {
  NOTICE_LEASE_MS,
  type Notice,
  type NoticeChannel,
  POST_INTERVAL_MS,
} from '../../domain/notices/notice.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Outbox } from '../../ports/notices.ts';
import type { SendNotice } from './send-notice.ts';

/** How many are sent at the same time: each waits for Slack far longer than it works. */
const UNDER_WAY_MAX = 16;

export interface DispatcherOptions {
  readonly outbox: Outbox;
  readonly clock: Clock;
  /** Rejects when the signal is given. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly sendNotice: SendNotice;
  /** `slack` if left out. Each channel has its own, so that a mail server that hangs holds up nothing in Slack. */
  readonly channel?: NoticeChannel;
  /** The workspaces whose notices this process can send now, because it has their tokens (S13). Not asked for email. */
  readonly slackTenantIds: () => readonly string[];
  /** Called when a notice or a destination is done, as there may be more to dispatch. */
  readonly onFree: () => void;
  readonly onError: (error: unknown) => void;
}

export interface Dispatcher {
  /**
   * Claims what is due and starts to send it.
   * @returns how many; also 0 if there is no room for more
   */
  dispatch(): Promise<number>;
  /** Waits for what is being sent. Nothing may be dispatched afterwards. */
  stop(): Promise<void>;
}

/**
 * Sends what is due in the outbox: one at a time to each destination, with Slack's second in between (S8). A
 * notice whose destination is busy stays unclaimed, so it delays no other, and any process can send it.
 */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { outbox, clock, sleep, sendNotice, channel = 'slack', slackTenantIds, onFree, onError } = options;
  const underWay = new Set<Promise<void>>();
  /** Destinations to which something is being sent, or was a moment ago. */
  const busy = new Set<string>();
  const stopping = new AbortController();

  async function send(notice: Notice): Promise<void> {
    busy.add(notice.destination);
    try {
      await sendNotice(notice);
    } catch (error) {
      onError(error);
    }
    // A message that replaces another goes to no channel that others wait for.
    if (notice.destination === notice.id) busy.delete(notice.destination);
    else void rest(notice.destination);
  }

  async function rest(destination: string): Promise<void> {
    try {
      await sleep(POST_INTERVAL_MS, stopping.signal);
    } catch (error) {
      if (!stopping.signal.aborted) onError(error);
    }
    busy.delete(destination);
    onFree();
  }

  return {
    async dispatch() {
      const limit = UNDER_WAY_MAX - underWay.size;
      const tenants = channel === 'slack' ? slackTenantIds() : [];
      if (limit <= 0 || (channel === 'slack' && tenants.length === 0)) return 0;
      const notices = await outbox.claim({
        now: clock.now(),
        leaseMs: NOTICE_LEASE_MS,
        limit,
        channel,
        slackTenantIds: tenants,
        busy: [...busy],
      });
      for (const notice of notices) {
        const sending = send(notice).finally(() => {
          underWay.delete(sending);
          onFree();
        });
        underWay.add(sending);
      }
      return notices.length;
    },
    async stop() {
      stopping.abort();
      await Promise.all(underWay);
    },
  };
}
