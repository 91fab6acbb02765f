import type { BackupCode } from '../../../domain/codes/backup-code.ts';
import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import type { Policy } from '../../../domain/organization/policy.ts';
import type { IssueRequest } from '../../../domain/requests/issue-request.ts';
import type { Transaction } from '../../../ports/store.ts';
import type { ServiceDeps } from '../../deps.ts';
import { findManager } from '../../directory/find-manager.ts';
import { enqueueNotice } from '../../notices/enqueue-notice.ts';

/** An email may lie unread, so the manager of a person without Slack hears of their code too, where the policy has that fallback. */
export async function notifyManagerOfUnslacked(
  deps: Pick<ServiceDeps, 'clock' | 'random'>,
  tx: Transaction,
  code: BackupCode,
  { policy, request, target }: { policy: Policy; request: IssueRequest; target: DirectoryUser },
): Promise<void> {
  if (request.origin.targetSlackId !== null || policy.noticeFallback !== 'manager') return;
  const manager = await findManager(tx, target);
  if (manager === null || manager.id === request.requesterId) return;
  const content = { kind: 'manager_target_not_told', codeId: code.id, managerId: manager.id } as const;
  await enqueueNotice(deps, tx, code.organizationId, content, { code, request });
}
