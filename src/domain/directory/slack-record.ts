import type { UserStatus } from './directory-user.ts';
import { isExternal, type SlackMember, type SlackWorkspace } from './slack-person.ts';
import type { LeftOutReason, SourceRecord } from './source-person.ts';

/** The attribute that role rules name. */
export const SLACK_ROLE_ATTRIBUTE = 'slackRole';

/**
 * A member of the Slack workspace as a record of its source. Accounts that S6 refuses on either side are no users: they are left out, and a
 * user who becomes one is deactivated.
 */
export function toSlackRecord(member: SlackMember, workspace: SlackWorkspace): SourceRecord {
  const standing = findStanding(member, workspace);
  return {
    externalId: member.slackUserId,
    displayName: member.realName ?? member.displayName,
    // An unconfirmed address may be another person's, and would block it for them. A user keeps the address that is known.
    email: member.isEmailConfirmed === true || standing.status === 'invited' ? member.email : null,
    mobile: null,
    alias: null,
    manager: null,
    department: null,
    employeeNumber: null,
    groups: null,
    attributes: { [SLACK_ROLE_ATTRIBUTE]: member.slackRole },
    hasTwoPrimaries: false,
    ...standing,
  };
}

function findStanding(
  member: SlackMember,
  workspace: SlackWorkspace,
): { readonly status: UserStatus; readonly leftOut?: LeftOutReason } {
  const leaveOut = (leftOut: LeftOutReason) => ({ status: 'deactivated', leftOut }) as const;
  if (member.isBot) return leaveOut('bot');
  if (isExternal(member, workspace)) return leaveOut('external');
  if (member.isDeleted) return { status: 'deactivated' };
  if (member.isRestricted || member.isUltraRestricted) return leaveOut('guest');
  if (member.email === null) return leaveOut('email_missing');
  // The inviter typed the address. Slack confirms it when the invitation is accepted.
  if (member.isInvited) return { status: 'invited' };
  return member.isEmailConfirmed === true ? { status: 'confirmed' } : leaveOut('email_unconfirmed');
}
