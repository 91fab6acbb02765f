import { isAlarm, type Notice } from '../../domain/notices/notice.ts';
import type { Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';
import { enqueueAlarm, enqueueForOwners } from './alarm.ts';
import { enqueueNotice } from './enqueue-notice.ts';

/** Owners hear of an unusable security channel once in this time, however many posts fail. */
const CHANNEL_FAILURE_TOLD_MS = 24 * 3_600_000;

/**
 * A notice does not arrive, and someone relies on it: alarms go to the owners instead of the security channel,
 * and a code that its person does not know of is reported to those who can ask them.
 * @param why Slack's word
 */
export async function notifyOfFailure(
  deps: Pick<ServiceDeps, 'clock' | 'random'>,
  tx: Transaction,
  { organizationId, content }: Notice,
  why: string,
): Promise<void> {
  const organization = await tx.organizations.findById(organizationId);
  if (organization === null) return;
  if (content.kind === 'target_code_issued') {
    const { codeId } = content;
    await enqueueNotice(deps, tx, organizationId, { kind: 'requester_target_not_told', codeId });
    await enqueueAlarm(deps, tx, organization, { kind: 'security_target_not_told', codeId });
    return;
  }
  if (!('ownerId' in content) || content.ownerId !== null) return;
  if (isAlarm(content)) await enqueueForOwners(deps, tx, organizationId, content);
  const channelId = organization.policy.securityChannelId;
  if (channelId === null) return;
  const now = deps.clock.now();
  const key = `channel-failed:${organizationId}:${channelId}`;
  if (await tx.deliveries.remember(key, now + CHANNEL_FAILURE_TOLD_MS, now))
    await enqueueForOwners(deps, tx, organizationId, { kind: 'security_channel_failed', channelId, why });
}
