import { NOTICE_ATTEMPTS_MAX, type Notice, noticeRetryDelayMs } from '../domain/notice.ts';
import type { Notifier, NotifyResult } from '../ports/notifier.ts';
import { draftAudit, type ServiceDeps, systemActor } from './deps.ts';

/** How many are under way at once: each waits for Slack and for the disk far longer than it works. */
const LANES = 8;
/** Longer than one notice may take to send, so that no second instance sends it meanwhile. */
export const NOTICE_LEASE_MS = 60_000;
const BATCH = 40;

export interface DispatchResult {
  readonly sent: number;
  readonly failed: number;
}

/**
 * Sends what is due in the outbox. At least once: a process that dies between Slack's answer and `complete` leaves
 * the notice to be sent again when its lease runs out, and telling somebody twice is better than never (N13).
 */
export function createDispatchNotices(deps: ServiceDeps & { readonly notifier: Notifier }) {
  const { store, clock, notifier } = deps;

  return async function dispatchNotices(): Promise<DispatchResult> {
    const result = { sent: 0, failed: 0 };
    const underWay = new Set<Promise<void>>();
    let left = BATCH;
    /** Whether to look for more: until nothing was found, and again whenever one is done. */
    let isWanted = true;

    async function send(notice: Notice): Promise<void> {
      const { kind } = await sendOne(notice);
      // What was not tried is not looked for again: the program stops.
      if (kind === 'not_tried') left = 0;
      else result[kind] += 1;
      isWanted = true;
    }

    function start(notice: Notice): void {
      const sending: Promise<void> = send(notice).finally(() => underWay.delete(sending));
      underWay.add(sending);
      // Heard of at the end, or when it is waited for.
      sending.catch(() => undefined);
    }

    try {
      for (;;) {
        const room = Math.min(LANES - underWay.size, left);
        if (isWanted && room > 0) {
          isWanted = false;
          // No more than can be sent at once: of more, the last would have to wait for the others, and its lease
          // might run out before its turn.
          const notices = await store.outbox.claim(clock.now(), NOTICE_LEASE_MS, room);
          left -= notices.length;
          for (const notice of notices) start(notice);
          isWanted ||= notices.length === room;
        } else if (underWay.size > 0) await Promise.race(underWay);
        else return result;
      }
    } finally {
      await Promise.allSettled(underWay);
    }
  };

  async function sendOne(notice: Notice): Promise<{ readonly kind: 'sent' | 'failed' | 'not_tried' }> {
    const result = await notifier.send(notice);
    // Its lease runs out by itself.
    if (result.kind === 'not_tried') return { kind: 'not_tried' };
    if (result.kind === 'sent') await store.outbox.complete(notice.id);
    else await handleFailure(notice, result);
    return { kind: result.kind === 'sent' ? 'sent' : 'failed' };
  }

  async function handleFailure(
    notice: Notice,
    result: Extract<NotifyResult, { kind: 'undeliverable' | 'failed' }>,
  ): Promise<void> {
    const attempts = notice.attempts + 1;
    const isGivenUp = result.kind === 'undeliverable' || attempts >= NOTICE_ATTEMPTS_MAX;
    // The first failure and the end are written down; the tries in between would only bury them.
    if (attempts === 1 || isGivenUp) await auditFailure(notice, result.why, attempts, isGivenUp);
    if (isGivenUp) return store.outbox.complete(notice.id);
    const delayMs = Math.max(
      noticeRetryDelayMs(attempts),
      (result.kind === 'failed' ? result.retryAfterMs : null) ?? 0,
    );
    return store.outbox.postpone(notice.id, clock.now() + delayMs);
  }

  async function auditFailure(
    notice: Notice,
    why: string,
    attempts: number,
    isGivenUp: boolean,
  ): Promise<void> {
    const { content, organizationId } = notice;
    await store.transact(organizationId, async (tx) => {
      await tx.audit.append(
        draftAudit(deps, {
          organizationId,
          action: 'notice.failed',
          outcome: 'failed',
          actor: systemActor,
          target:
            'codeId' in content
              ? content.codeId
              : 'requestId' in content
                ? content.requestId
                : content.userId,
          reason: why,
          source: 'system',
          details: { kind: content.kind, attempts, isGivenUp },
        }),
      );
    });
  }
}
