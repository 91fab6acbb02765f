import type { Admission } from '../../domain/redeeming/lockout.ts';
import { say } from '../../messages/say.ts';
import type { actionIds } from '../ids.ts';
import { button } from './message.ts';
import { shortenForConfirm } from './mrkdwn.ts';

/** A shorter wait is over before the code is read out. */
const WAIT_SECONDS_MIN = 30;

/** What an issuer has to know of a lockout; `null` if nothing. @param name escaped */
export function describeLockout(name: string, lockout: Admission): string | null {
  if (lockout.kind === 'admitted') return null;
  if (lockout.kind === 'disabled') return say('slack.lockout.until_unlocked', { name });
  if (lockout.kind === 'delayed' && lockout.retryAfterSeconds < WAIT_SECONDS_MIN) return null;
  return say('slack.lockout.for', { name, wait: describeWait(lockout.retryAfterSeconds) });
}

export function describeWait(seconds: number): string {
  return seconds < 120
    ? say('slack.duration.seconds', { seconds })
    : say('slack.duration.minutes', { minutes: Math.ceil(seconds / 60) });
}

export function buildUnlockButton({
  label,
  actionId,
  value,
  name,
}: {
  readonly label: 'slack.button.unlock' | 'slack.button.unlock_and_generate';
  readonly actionId: typeof actionIds.unlockUser | typeof actionIds.unlockAndGenerate;
  /** The id of the person or of the request, as the action wants it. */
  readonly value: string;
  /** The person's, escaped. */
  readonly name: string;
}) {
  return button(say(label), {
    actionId,
    value,
    style: 'danger',
    confirm: {
      title: say('slack.lockout.confirm'),
      text: say('slack.lockout.confirm.text', { name: shortenForConfirm(name) }),
      yes: say(label),
    },
  });
}
