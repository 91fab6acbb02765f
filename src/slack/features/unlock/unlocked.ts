import type { UnlockByAdminResult } from '../../../services/redeeming/unlock-by-admin.ts';
import type { SlackMessage } from '../../blocks/message.ts';
import { escapeMrkdwn, formatTime } from '../../blocks/mrkdwn.ts';
import { buildRecord } from '../../blocks/records.ts';
import { onlyIssuersCan } from '../../blocks/refusal-words.ts';

type Done = Extract<UnlockByAdminResult, { kind: 'unlocked' | 'not_locked' }>;

/** Who unlocked whom, when; or that there was nothing to unlock. */
export function buildUnlocked({ kind, user, by, at }: Done): SlackMessage {
  const name = escapeMrkdwn(user.displayName);
  if (kind === 'not_locked')
    return buildRecord(`:information_source: *${name}* isn’t locked. Nothing was changed.`);
  return buildRecord(
    `:unlock: *${name} can use a backup code again.* Unlocked by ${escapeMrkdwn(by.displayName)} ${formatTime(at)}.`,
    'Before you issue another code, find out who was trying: `/backupcode status @name` shows what was tried.',
  );
}

export const unlockRefused = {
  title: 'No one was unlocked.',
  words: {
    requester_role: [`${onlyIssuersCan} unlock people.`, 'Ask one of them.'],
    self: [
      'You can’t unlock yourself.',
      'Ask another Organization Owner or Admin. They will want to be sure that it’s you.',
    ],
    role_not_allowed: ['Your role can’t unlock people of this person’s role.', 'Ask an Organization Owner.'],
  },
} as const;
