import { isForSecurityChannel, NOTICE_LEASE_MS, type Notice } from '../domain/notice.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store, Transaction } from '../ports/store.ts';

/** One that nobody may claim before `until` but whoever has it. */
export interface HeldNotice {
  readonly notice: Notice;
  readonly until: number;
}

/** For how long one may wait here before somebody begins to send it. */
const WAIT_MS_MAX = 15_000;
/** For how long nobody else sends what a process held that died. */
export const NOTICE_HOLD_MS = WAIT_MS_MAX + NOTICE_LEASE_MS;
/** Of those that are enqueued while there are more, each is claimed like any other. */
const HELD_MAX = 64;

/**
 * Notices that this process has enqueued and sends itself, without looking for them: they come into the outbox as if it had claimed
 * them. If it dies, its hold on them ends by itself, and whoever claims next gets them.
 */
export interface HeldNotices {
  /** The same store, whose transactions hold what they enqueue and what is due, as soon as they are committed. */
  holdEnqueued(store: Store): Store;
  /** The one that has waited longest, if it may still be sent; `null` if there is none. What waited for too long is let go. */
  take(letGo: (late: HeldNotice) => void): HeldNotice | null;
  /** Resolves when the next ones come. */
  arrival(): Promise<void>;
  /** Holds nothing from now on. @returns what it held */
  close(): HeldNotice[];
}

/** @param onHeld there are some to be sent now */
export function createHeldNotices(clock: Clock, onHeld: () => void): HeldNotices {
  let waiting: HeldNotice[] = [];
  let isOpen = true;
  let coming = Promise.withResolvers<void>();

  function hold(held: readonly HeldNotice[]): void {
    waiting.push(...held);
    coming.resolve();
    coming = Promise.withResolvers<void>();
    onHeld();
  }

  /** What has to wait anyway must not be waited for by what need not. */
  function isToHold(notice: Notice): boolean {
    return notice.dueAt <= clock.now() && !isForSecurityChannel(notice);
  }

  return {
    holdEnqueued(store) {
      return {
        ...store,
        async transact(organizationId, work) {
          let mine: HeldNotice[] = [];
          const result = await store.transact(organizationId, (tx) => {
            // The work may be run more than once: what counts is the run that was committed.
            mine = [];
            const holding: Transaction = {
              ...tx,
              notices: {
                ...tx.notices,
                enqueue(notice) {
                  const isRoom = waiting.length + mine.length < HELD_MAX;
                  if (!isOpen || !isRoom || !isToHold(notice)) return tx.notices.enqueue(notice);
                  const until = clock.now() + NOTICE_HOLD_MS;
                  mine.push({ notice, until });
                  return tx.notices.enqueue(notice, until);
                },
              },
            };
            return work(holding);
          });
          if (mine.length > 0) hold(mine);
          return result;
        },
      };
    },
    take(letGo) {
      for (;;) {
        const first = waiting.shift();
        if (first === undefined) return null;
        if (first.until - clock.now() >= NOTICE_LEASE_MS) return first;
        letGo(first);
      }
    },
    arrival: () => coming.promise,
    close() {
      isOpen = false;
      const left = waiting;
      waiting = [];
      return left;
    },
  };
}
