import type { BackupCode } from '../../../domain/codes/backup-code.ts';
import { vendorNames } from '../../../domain/providers/provider.ts';
import { say } from '../../../messages/say.ts';
import type { RevokeCodeResult } from '../../../services/codes/revoke-code.ts';
import type { SlackMessage } from '../../blocks/message.ts';
import { formatTime } from '../../blocks/mrkdwn.ts';
import { findOutliving } from '../../blocks/outlives.ts';
import { nameOf } from '../../blocks/people.ts';
import { buildRecord, describeWhen } from '../../blocks/records.ts';

/** That a code was revoked, or that it had ended before. */
export function buildRevokeOutcome(
  result: Extract<RevokeCodeResult, { kind: 'revoked' | 'not_live' }>,
): SlackMessage {
  if (result.kind === 'not_live') return buildNotLive(result);
  const { code, user } = result;
  const name = nameOf(user);
  const time = formatTime(code.settledAt ?? code.createdAt);
  const outliving = findOutliving(code);
  if (outliving !== null)
    return buildRecord(
      say('slack.provider.revoked_here', { ...outliving, name, time }),
      say('slack.provider.revoked_here.next', { ...outliving, name }),
      say('slack.revoke.notified', { name }),
    );
  return buildRecord(
    say('slack.revoke.done', { name, time }),
    say('slack.revoke.notified', { name }),
    ...describeVendorEnd(code),
  );
}

/** A provider's code has to end there, too. */
function describeVendorEnd({ vendor }: BackupCode): string[] {
  if (vendor === null) return [];
  return [say('slack.provider.revoked', { vendor: vendorNames[vendor.kind] })];
}

/** Who ended it, and when (U4). */
function buildNotLive(result: Extract<RevokeCodeResult, { kind: 'not_live' }>): SlackMessage {
  const { code, state, user, revokedBy } = result;
  const name = nameOf(user);
  const time = formatTime(code.settledAt ?? code.createdAt);
  if (state === 'redeemed')
    return buildRecord(
      say('slack.revoke.redeemed', { name, when: describeWhen(code) }),
      say('slack.revoke.redeemed.next', { name }),
    );
  if (state === 'superseded')
    return buildRecord(say('slack.revoke.superseded', { name, time }), say('slack.revoke.superseded.next'));
  if (state === 'expired')
    return buildRecord(say('slack.revoke.expired', { name, until: formatTime(code.expiresAt) }));
  if (code.revocationReason === 'disowned') return buildRecord(say('slack.revoke.disowned', { name, time }));
  return buildRecord(
    revokedBy === null
      ? say('slack.revoke.revoked_by_system', { name, time })
      : say('slack.revoke.revoked', { name, time, by: nameOf(revokedBy) }),
  );
}
