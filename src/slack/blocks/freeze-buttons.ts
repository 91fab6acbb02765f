import type { FreezeId, UserId } from '../../domain/ids.ts';
import { say } from '../../messages/say.ts';
import { actionIds } from '../ids.ts';
import { button } from './message.ts';
import { shortenForConfirm } from './mrkdwn.ts';

/** In front of the reason that a button carries, encoded: Slack takes no empty value, and no more than 2,000 characters. */
const REASON = 'reason:';

/** **Freeze all issuing**, in every alarm. Anyone can press it, and only an owner's press has effect. */
export function buildFreezeButton() {
  return button(say('slack.button.freeze'), {
    actionId: actionIds.freezeIssuing,
    value: REASON,
    style: 'danger',
    confirm: {
      title: say('slack.freeze.confirm'),
      text: say('slack.freeze.confirm.text'),
      yes: say('slack.button.freeze'),
    },
  });
}

/** The same below the question of the command, which has said what it does. */
export function buildConfirmedFreezeButton(reason: string) {
  return button(say('slack.button.freeze'), {
    actionId: actionIds.freezeIssuing,
    value: `${REASON}${Buffer.from(reason).toString('base64url')}`,
    style: 'danger',
  });
}

export function readFreezeReason(value: string): string {
  if (!value.startsWith(REASON)) return '';
  return Buffer.from(value.slice(REASON.length), 'base64url').toString();
}

/** @param freezeId which one the message is about: the press counts for no other */
export function buildUnfreezeButton(
  freezeId: FreezeId,
  label: 'slack.button.unfreeze' | 'slack.button.release_requests',
) {
  return button(say(label), {
    actionId: actionIds.unfreezeIssuing,
    value: freezeId,
    confirm: {
      title: say('slack.unfreeze.confirm'),
      text: say('slack.unfreeze.confirm.text'),
      yes: say(label),
    },
  });
}

export function buildRevokeAllButton(count: number) {
  return button(say('slack.button.revoke_all'), {
    actionId: actionIds.revokeAll,
    value: 'all',
    style: 'danger',
    confirm: {
      title: say('slack.revoke_all.confirm'),
      text: say('slack.revoke_all.confirm.text', { count }),
      yes: say('slack.button.revoke_all'),
    },
  });
}

/** @param name escaped */
export function buildReleaseButton(userId: UserId, name: string) {
  return button(say('slack.button.release'), {
    actionId: actionIds.releaseIssuer,
    value: userId,
    confirm: {
      title: say('slack.release.confirm'),
      text: say('slack.release.confirm.text', { name: shortenForConfirm(name) }),
      yes: say('slack.button.release'),
    },
  });
}
