import type { OrganizationId } from '../domain/ids.ts';
import type { NoticeContent } from '../domain/notice.ts';
import type { Transaction } from '../ports/store.ts';
import { draftNotice, type ServiceDeps } from './deps.ts';

/** Puts a notice into the outbox, within the transaction of the change it tells of; due now unless said. */
export async function enqueueNotice(
  deps: Pick<ServiceDeps, 'clock' | 'random'>,
  tx: Pick<Transaction, 'notices'>,
  organizationId: OrganizationId,
  content: NoticeContent,
  dueAt?: number,
): Promise<void> {
  await tx.notices.enqueue(draftNotice(deps, organizationId, content, dueAt));
}
