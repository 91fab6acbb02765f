import { type DirectoryUser, loginOf } from '../../domain/directory/directory-user.ts';
import { say } from '../../messages/say.ts';
import { escapeMrkdwn } from './mrkdwn.ts';

/** Login and role. In a line of its own: with names beside it, it might pass what a section holds (S14). */
export function describeAccount(user: DirectoryUser): string {
  return say('slack.notice.account', { login: escapeMrkdwn(loginOf(user)), role: say(`role.${user.role}`) });
}
