import type { Admission } from '../../domain/redeeming/lockout.ts';
import type { actionIds } from '../ids.ts';
import { button } from './message.ts';

/** A shorter wait is over before the code is read out. */
const WAIT_SECONDS_MIN = 30;

/** What an issuer has to know of the lockout on a person's codes; `null` if nothing. @param name escaped */
export function describeLock(name: string, lockout: Admission): string | null {
  if (lockout.kind === 'admitted') return null;
  if (lockout.kind === 'delayed' && lockout.retryAfterSeconds < WAIT_SECONDS_MIN) return null;
  const until =
    lockout.kind === 'disabled'
      ? 'until they are unlocked'
      : `for another ${describeWait(lockout.retryAfterSeconds)}`;
  return (
    `:lock: *${name}’s codes are locked ${until}*, after too many wrong ones: even the right code is refused. ` +
    `If it wasn’t ${name} who tried, treat this as an attack. \`/backupcode status @name\` shows what was tried.`
  );
}

export function describeWait(seconds: number): string {
  return seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}

/** @param value of the person or of the request, as the action wants it */
export function buildUnlockButton(
  label: string,
  actionId: typeof actionIds.unlockUser | typeof actionIds.unlockAndGenerate,
  value: string,
) {
  return button(label, {
    actionId,
    value,
    style: 'danger',
    confirm: {
      title: 'Unlock?',
      text: 'Codes can be tried for this person again. Find out first who was trying.',
      yes: label,
    },
  });
}
