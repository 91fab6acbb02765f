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
const HELD_MAX = 256;

/**
 * Notices that this process has enqueued and sends itself, without looking for them: they come into the outbox as if it had claimed
 * them. If it dies, its hold on them ends by itself, and whoever claims next gets them.
 */
export interface HeldNotices {
  /** The same store, whose transactions hold what they enqueue and what is due, as soon as they are committed. */
  holdEnqueued(store: Store): Store;
  /** The one that has waited longest of those that may still be sent; `null` if there is none. */
  take(): HeldNotice | null;
  /** Those that have waited for too long, to be released: whoever claims one has all the time that it takes to send. */
  takeLate(): HeldNotice[];
  /** Resolves when the next ones come. */
  arrival(): Promise<void>;
  /** Holds nothing from now on. @returns what it held, to be released */
  close(): HeldNotice[];
}

/** @param onHeld there are some to be sent now */
export function createHeldNotices(clock: Clock, onHeld: () => void): HeldNotices {
  let waiting: HeldNotice[] = [];
  /** Of transactions that are not over yet. */
  let promised = 0;
  let isOpen = true;
  let coming = Promise.withResolvers<void>();

  /** What has to wait anyway must not be waited for by what need not. */
  function isToHold(notice: Notice): boolean {
    return isOpen && notice.dueAt <= clock.now() && !isForSecurityChannel(notice);
  }

  function isTimely({ until }: HeldNotice): boolean {
    return until - clock.now() >= NOTICE_LEASE_MS;
  }

  function hold(held: readonly HeldNotice[]): void {
    if (held.length === 0) return;
    waiting.push(...held);
    coming.resolve();
    coming = Promise.withResolvers<void>();
    onHeld();
  }

  /** Nobody sends them here any more. If they cannot be released, the hold ends by itself. */
  async function release({ outbox }: Store, held: readonly HeldNotice[]): Promise<void> {
    await Promise.allSettled(held.map(({ notice, until }) => outbox.release(notice.id, until)));
  }

  function wrapTransact(store: Store): Store['transact'] {
    return async (organizationId, work) => {
      let mine: HeldNotice[] = [];
      function reset(): void {
        promised -= mine.length;
        mine = [];
      }
      function enqueueIn(tx: Transaction, notice: Notice): Promise<void> {
        if (!isToHold(notice) || waiting.length + promised >= HELD_MAX) return tx.notices.enqueue(notice);
        const until = clock.now() + NOTICE_HOLD_MS;
        promised += 1;
        mine.push({ notice, until });
        return tx.notices.enqueue(notice, until);
      }
      try {
        const result = await store.transact(organizationId, (tx) => {
          // The work may be run more than once: what counts is the run that was committed.
          reset();
          return work({
            ...tx,
            notices: { ...tx.notices, enqueue: (notice) => enqueueIn(tx, notice) },
          });
        });
        if (isOpen) hold(mine);
        else await release(store, mine);
        return result;
      } finally {
        reset();
      }
    };
  }

  return {
    holdEnqueued: (store) => ({ ...store, transact: wrapTransact(store) }),
    take() {
      const index = waiting.findIndex(isTimely);
      return index === -1 ? null : (waiting.splice(index, 1)[0] ?? null);
    },
    takeLate() {
      const late = waiting.filter((held) => !isTimely(held));
      waiting = waiting.filter(isTimely);
      return late;
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
