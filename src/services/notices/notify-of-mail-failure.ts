import { isId } from '../../domain/ids.ts';
import type { Notice } from '../../domain/notices/notice.ts';
import type { NotifyResult } from '../../ports/notifier.ts';
import type { Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';
import { enqueueForOwners } from './alarm.ts';

/** Owners hear of an address that takes no mail, and of mail that can't be sent at all, once in this time. */
const MAIL_FAILURE_TOLD_MS = 24 * 3_600_000;

/** Notifies the owners: a person whose mail comes back can't object to a code by it. */
export async function notifyOfMailFailure(
  deps: Pick<ServiceDeps, 'clock' | 'random'>,
  tx: Transaction,
  { organizationId, destination }: Notice,
  result: Exclude<NotifyResult, { kind: 'sent' }>,
): Promise<void> {
  const { why } = result;
  const isRefused = result.kind === 'undeliverable';
  // A person without an address, or a code that is gone: nothing is wrong with mail.
  if (isRefused && !/^5\d\d\b/.test(why)) return;
  const recipient = destination.slice('mail:'.length);
  const userId = isRefused && isId('user', recipient) ? recipient : null;
  const now = deps.clock.now();
  const key = `mail-failed:${organizationId}:${userId ?? 'all'}`;
  if (!(await tx.deliveries.remember(key, now + MAIL_FAILURE_TOLD_MS, now))) return;
  const content = { kind: 'security_mail_failed', userId, why } as const;
  // Mail about mail that can't be sent would only wait with the rest.
  await enqueueForOwners(deps, tx, organizationId, content, userId === null ? { only: 'slack' } : {});
}
