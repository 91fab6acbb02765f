import { say } from '../../../messages/say.ts';
import type { UnlockByAdminResult } from '../../../services/redeeming/unlock-by-admin.ts';
import type { SlackMessage } from '../../blocks/message.ts';
import { formatTime } from '../../blocks/mrkdwn.ts';
import { nameOf } from '../../blocks/people.ts';
import { buildRecord } from '../../blocks/records.ts';

type Done = Extract<UnlockByAdminResult, { kind: 'unlocked' | 'not_locked' }>;

/** Who unlocked a person and when, or that there was nothing to unlock. */
export function buildUnlocked({ kind, user, by, at }: Done): SlackMessage {
  const name = nameOf(user);
  if (kind === 'not_locked') return buildRecord(say('slack.unlock.not_locked', { name }));
  return buildRecord(
    say('slack.unlock.done', { name, by: nameOf(by), time: formatTime(at) }),
    say('slack.unlock.done.next'),
  );
}
