import { NOTICE_ATTEMPTS_MAX, type Notice, noticeRetryDelayMs } from '../domain/notice.ts';
import type { Notifier, NotifyResult } from '../ports/notifier.ts';
import { isClosable, rememberToClose } from './close-message.ts';
import { draftAudit, type ServiceDeps, systemActor } from './deps.ts';

export type SendNotice = (notice: Notice) => Promise<void>;

/**
 * Sends a notice that no one else may claim meanwhile. At least once: a process that dies between Slack's answer and
 * `complete` leaves the notice to be sent again when its lease runs out, and telling a person twice is better than never
 * (N13).
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
      await store.outbox.complete(notice.id);
    } else await handleFailure(notice, result);
  };

  async function handleFailure(
    notice: Notice,
    result: Exclude<NotifyResult, { kind: 'sent' }>,
  ): Promise<void> {
    const attempts = notice.attempts + 1;
    const isGivenUp = result.kind === 'undeliverable' || attempts >= NOTICE_ATTEMPTS_MAX;
    // The first failure and the end are audited; the tries in between would only bury them.
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
