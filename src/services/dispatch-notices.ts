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
    let sent = 0;
    let failed = 0;
    let left = BATCH;
    const lanes: Promise<void>[] = [];
    // Each opens the next when it has found something to do: mostly there is nothing, and looking costs a write.
    const openLane = (): void => void (lanes.length < LANES && lanes.push(runLane()));
    const runLane = async (): Promise<void> => {
      let isFirst = true;
      while (left > 0) {
        left -= 1;
        // Claimed one by one, each right before it is sent: of several, the last would have to wait for the others,
        // and its lease might run out before its turn.
        const [notice] = await store.outbox.claim(clock.now(), NOTICE_LEASE_MS, 1);
        if (notice === undefined) return;
        if (isFirst) openLane();
        isFirst = false;
        const result = await notifier.send(notice);
        if (result.kind === 'sent') {
          sent += 1;
          await store.outbox.complete(notice.id);
        } else if (result.kind === 'not_tried') {
          // Its lease runs out by itself.
          return;
        } else {
          failed += 1;
          await handleFailure(notice, result);
        }
      }
    };
    openLane();
    // More may open meanwhile.
    let settled: PromiseSettledResult<void>[] = [];
    while (settled.length < lanes.length) settled = await Promise.allSettled(lanes);
    const broken = settled.find((lane) => lane.status === 'rejected');
    if (broken !== undefined) throw broken.reason;
    return { sent, failed };
  };

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
