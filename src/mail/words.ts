import type { BackupCode, CodeState } from '../domain/codes/backup-code.ts';
import { maskCodes } from '../domain/codes/mask-codes.ts';
import { type DirectoryUser, loginOf } from '../domain/directory/directory-user.ts';
import { say } from '../messages/say.ts';
import { writeMoment, writeTime } from '../messages/written.ts';

const LENGTH_MAX = 200;

/** Text that others chose, in one line: no code in it (N6), nothing that ends a header, nothing that turns the reading direction. */
export function plain(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  const masked = maskCodes(line);
  return masked.length > LENGTH_MAX ? `${[...masked].slice(0, LENGTH_MAX).join('')}…` : masked;
}

export function nameOf(user: DirectoryUser): string {
  return plain(user.displayName);
}

/** @param issuer `null`: an operator, at the command line */
export function nameIssuer(issuer: DirectoryUser | null): string {
  return issuer === null ? say('mail.operator') : nameOf(issuer);
}

export function accountOf(user: DirectoryUser): string {
  return `${nameOf(user)} (${plain(loginOf(user))})`;
}

/** What became of a code; of one that works, from when to when. */
export function describeState({ startsAt, expiresAt }: BackupCode, state: CodeState): string {
  if (state === 'active' && startsAt !== null)
    return say('mail.state.later', { start: writeMoment(startsAt), until: writeMoment(expiresAt) });
  return say(`mail.state.${state}`, { until: writeTime(expiresAt) });
}
