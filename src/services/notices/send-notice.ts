import {
  NOTICE_ATTEMPTS_MAX,
  NOTICE_ATTEMPTS_PATIENT,
  type Notice,
  type NoticeContent,
  noticeRetryDelayMs,
} from '../../domain/notices/notice.ts';
import type { Notifier, NotifyResult } from '../../ports/notifier.ts';
import type { Transaction } from '../../ports/store.ts';
import { draftAudit, type ServiceDeps, systemActor } from '../deps.ts';
import { isClosableHelp, rememberToCloseHelp } from './close-help-message.ts';
import { isClosable, rememberToClose } from './close-message.ts';
import { notifyOfFailure } from './notify-of-failure.ts';

export type SendNotice = (notice: Notice) => Promise<void>;

/**
 * Sends a notice that no one else may claim in the meantime. At least once: if a process dies between the
 * answer and `complete`, the notice is sent again when its lease runs out, and notifying a person twice is
 * better than never (N13).
 * @throws StoreUnavailableError
 */
export function createSendNotice(deps: ServiceDeps & { readonly notifier: Notifier }): SendNotice {
  const { store, clock, notifier } = deps;

  return async function sendNotice(notice) {
    const result = await notifier.send(notice);
    if (result.kind === 'sent') {
      const { content } = notice;
      if (result.posted !== undefined && isClosable(content))
        await rememberToClose(deps, { ...notice, content }, result.posted);
      if (result.posted !== undefined && isClosableHelp(content))
        await rememberToCloseHelp(deps, { ...notice, content }, result.posted);
      await store.outbox.complete(notice.id);
    } else await handleFailure(notice, result);
  };

  async function handleFailure(
    notice: Notice,
    result: Exclude<NotifyResult, { kind: 'sent' }>,
  ): Promise<void> {
    const attempts = notice.attempts + 1;
    const isGivenUp = result.kind === 'undeliverable' || attempts >= NOTICE_ATTEMPTS_MAX;
    const { organizationId } = notice;
    // The first failure and the end are audited; the attempts in between would only bury them.
    const isAudited = attempts === 1 || isGivenUp;
    const isPatienceOver =
      attempts === NOTICE_ATTEMPTS_PATIENT || (isGivenUp && attempts < NOTICE_ATTEMPTS_PATIENT);
    if (isAudited || isPatienceOver) {
      await store.transact(organizationId, async (tx) => {
        if (isAudited) await auditFailure(tx, notice, result.why, attempts, isGivenUp);
        if (isPatienceOver) await notifyOfFailure(deps, tx, notice, result);
      });
    }
    if (isGivenUp) return store.outbox.complete(notice.id);
    const delayMs = Math.max(
      noticeRetryDelayMs(attempts),
      (result.kind === 'failed' ? result.retryAfterMs : null) ?? 0,
    );
    return store.outbox.postpone(notice.id, clock.now() + delayMs);
  }

  async function auditFailure(
    tx: Transaction,
    { organizationId, content, channel }: Notice,
    why: string,
    attempts: number,
    isGivenUp: boolean,
  ): Promise<void> {
    await tx.audit.append(
      draftAudit(deps, {
        organizationId,
        action: 'notice.failed',
        outcome: 'failed',
        actor: systemActor,
        target: subjectOf(content),
        reason: why,
        source: 'system',
        details: { kind: content.kind, channel, attempts, isGivenUp },
      }),
    );
  }
}

/** What a notice is about, as the history names it. */
function subjectOf(content: NoticeContent): string | null {
  if ('codeId' in content) return content.codeId;
  if ('requestId' in content) return content.requestId;
  if ('helpRequestId' in content) return content.helpRequestId;
  if ('userId' in content) return content.userId;
  if ('sourceId' in content) return content.sourceId;
  if ('channelId' in content) return content.channelId;
  if ('reviewId' in content) return content.reviewId;
  if ('freezeId' in content) return content.freezeId;
  if ('from' in content) return content.from;
  return 'target' in content ? content.target : null;
}
