import type { CodeId, OrganizationId } from '../../domain/ids.ts';
import { isAlarm, type Notice } from '../../domain/notices/notice.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import type { NotifyResult } from '../../ports/notifier.ts';
import type { Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';
import { findManager } from '../directory/find-manager.ts';
import { enqueueAlarm, enqueueForOwners } from './alarm.ts';
import { enqueueNotice } from './enqueue-notice.ts';
import { notifyOfMailFailure } from './notify-of-mail-failure.ts';

type Deps = Pick<ServiceDeps, 'clock' | 'random'>;

/** Owners hear of an unusable security channel once in this time, however many posts fail. */
const CHANNEL_FAILURE_TOLD_MS = 24 * 3_600_000;

/** Longer than any notice is tried. */
const UNTOLD_MS = 24 * 3_600_000;

/**
 * A notice does not arrive, and someone relies on it: alarms go to the owners instead of the security channel,
 * and a code that its person does not know of is reported to those who can ask them.
 */
export async function notifyOfFailure(
  deps: Deps,
  tx: Transaction,
  notice: Notice,
  result: Exclude<NotifyResult, { kind: 'sent' }>,
): Promise<void> {
  const { organizationId, content, channel } = notice;
  const organization = await tx.organizations.findById(organizationId);
  if (organization === null) return;
  if (channel === 'email') await notifyOfMailFailure(deps, tx, notice, result);
  if (content.kind === 'target_code_issued') {
    if (await isUntold(deps, tx, organization, notice, content.codeId))
      await notifyOfUntold(deps, tx, organization, content.codeId);
    return;
  }
  if (!('ownerId' in content) || content.ownerId !== null) return;
  // By email the owners got it when it was raised.
  const { mail, securityChannelId: channelId } = organization.policy;
  if (isAlarm(content))
    await enqueueForOwners(deps, tx, organizationId, content, mail ? { only: 'slack' } : {});
  if (channelId === null) return;
  const now = deps.clock.now();
  const key = `channel-failed:${organizationId}:${channelId}`;
  if (await tx.deliveries.remember(key, now + CHANNEL_FAILURE_TOLD_MS, now)) {
    const { why } = result;
    await enqueueForOwners(deps, tx, organizationId, { kind: 'security_channel_failed', channelId, why });
  }
}

/** Whether every channel has failed; of several, the last to fail says so. */
async function isUntold(
  { clock }: Deps,
  tx: Transaction,
  { policy }: Organization,
  { channel }: Notice,
  codeId: CodeId,
): Promise<boolean> {
  if (!policy.mail) return true;
  const now = clock.now();
  const remember = (key: string) => tx.deliveries.remember(key, now + UNTOLD_MS, now);
  const isNew = await remember(`untold:${codeId}:${channel}`);
  return isNew && !(await remember(`untold:${codeId}`));
}

async function notifyOfUntold(
  deps: Deps,
  tx: Transaction,
  organization: Organization,
  codeId: CodeId,
): Promise<void> {
  const { id, policy } = organization;
  await enqueueNotice(deps, tx, id, { kind: 'requester_target_not_told', codeId });
  await enqueueAlarm(deps, tx, organization, { kind: 'security_target_not_told', codeId });
  const manager = policy.noticeFallback === 'manager' ? await findManagerOf(tx, id, codeId) : null;
  if (manager !== null)
    await enqueueNotice(deps, tx, id, { kind: 'manager_target_not_told', codeId, managerId: manager.id });
}

async function findManagerOf(tx: Transaction, organizationId: OrganizationId, codeId: CodeId) {
  const code = await tx.codes.find(organizationId, codeId);
  const target = code === null ? null : await tx.directory.findUser(organizationId, code.userId);
  return target === null ? null : findManager(tx, target);
}
