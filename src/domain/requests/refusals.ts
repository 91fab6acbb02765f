/**
 * Every reason for which a person in Slack is refused, with what to say and what to do about it (U2). The texts are
 * for the requester, an administrator.
 */
export const refusalTexts = {
  requester_slack_deactivated: ['Your Slack account is deactivated.', 'Ask a workspace owner to restore it.'],
  requester_is_bot: [
    'Bots and workflows can’t use Backupcode.',
    'Ask an Organization Owner or Organization Admin.',
  ],
  requester_is_guest: ['Guests can’t use Backupcode.', 'Ask an Organization Owner or Organization Admin.'],
  requester_slack_invited: ['You have not accepted your Slack invitation yet.', 'Accept it, then try again.'],
  requester_is_external: [
    'People from outside this organization can’t use Backupcode here.',
    'Ask an Organization Owner or Organization Admin of this organization.',
  ],
  requester_unknown_to_slack: [
    'Slack does not tell who you are, so nothing was done.',
    'Ask an Organization Owner or Admin of this organization.',
  ],
  slack_email_hidden: [
    'Backupcode may not see e-mail addresses in Slack, so it cannot tell who people are.',
    'Ask your operator to add the scope `users:read.email` to the Slack app and install it again.',
  ],
  slack_incomplete: [
    'Slack did not send everything that is needed, so nothing was done.',
    'Try again. If it happens again, look at status.slack.com.',
  ],
  requester_not_in_directory: [
    'Your Slack account matches no one in the organization’s directory.',
    'Ask your operator to import you, with the e-mail address you use in Slack.',
  ],
  requester_email_unconfirmed: [
    'Slack has not confirmed your e-mail address, so it does not prove who you are.',
    'Confirm the address in Slack’s account settings, then try again.',
  ],
  requester_identity_conflict: [
    'Your Slack account and your directory entry no longer agree, so nothing was done.',
    'Ask an Organization Owner to check both: an e-mail address was changed or two accounts claim one person.',
  ],
  requester_not_confirmed: ['Your directory account isn’t active.', 'Ask an Organization Owner to check it.'],
  requester_role: [
    'Only Organization Owners and Organization Admins can issue backup codes.',
    'Ask one of them to issue one for the person who is locked out.',
  ],
  self: [
    'You can’t issue a backup code for yourself.',
    'Ask another Organization Owner or Admin. They will want to be sure that it’s you.',
  ],
  role_not_allowed: ['Your role can’t issue codes for this person’s role.', 'Ask an Organization Owner.'],
  target_slack_deactivated: [
    'This person’s Slack account is deactivated.',
    'If they still work here, have the Slack account restored first.',
  ],
  target_is_bot: ['That is an app, not a person.', 'Mention the person who is locked out.'],
  target_is_guest: [
    'This person is a guest in Slack.',
    'Backup codes are for full members of the organization only.',
  ],
  target_slack_invited: [
    'This person has not accepted their Slack invitation yet.',
    'Resend the invitation; until it is accepted nothing shows that the account is theirs.',
  ],
  target_is_external: [
    'This person belongs to another organization.',
    'Their own administrators have to help them.',
  ],
  target_not_in_directory: [
    'This person is not in the organization’s directory.',
    'Import them with `backupcode directory import`, with the e-mail address they use in Slack.',
  ],
  target_email_unconfirmed: [
    'Slack has not confirmed this person’s e-mail address, so it does not prove who they are.',
    'Have them confirm the address in Slack’s account settings.',
  ],
  target_identity_conflict: [
    'This Slack account and the directory no longer agree on who it is.',
    'Treat it as a possible impersonation: check whose account this is before anything else.',
  ],
  target_invited: [
    'This person has not accepted the invitation to the organization yet.',
    'Ask them to accept it, or resend it from your identity provider.',
  ],
  target_suspended: [
    'This person’s account is suspended.',
    'If that’s a mistake, reactivate it in the directory and try again.',
  ],
  target_deactivated: [
    'This person’s account is deactivated.',
    'People who left cannot be given a code. Restore the account in the directory if that is a mistake.',
  ],
  target_mobile_primary: [
    'This person’s primary contact is a mobile number.',
    'Backup codes need an e-mail address as primary contact. Change it in the directory first.',
  ],
  target_domain_unverified: [
    'The domain of this person’s e-mail address is not verified by the organization.',
    'Verify it with `backupcode domain add` and `backupcode domain verify`, or correct the address.',
  ],
  target_unknown_to_slack: [
    'Slack knows no one with that ID.',
    'Mention the person again: type `@` and choose them from the list.',
  ],
  channel_shared: [
    'This channel is shared with people outside your organization, so no code is shown here.',
    'Run the command in your direct message with the bot.',
  ],
  channel_unseen: [
    'The bot is not a member of this conversation, so it cannot tell who is in it, and shows no code here.',
    'Invite it to the channel, or run the command in your direct message with it.',
  ],
  channel_not_direct: [
    'Your organization shows codes only in your direct message with me.',
    'Run `/backupcode` again; I’ll continue there.',
  ],
  reason_required: [
    'Your organization asks for a reason.',
    'Add it after the name: `/backupcode @name lost phone`.',
  ],
  reason_too_long: ['The reason is too long.', 'Keep it to 200 characters.'],
  requester_rate_limited: [
    'You’ve reached the limit of codes an hour set by your organization.',
    'Ask another Organization Owner or Admin, or wait; an operator can raise the limit. If this wasn’t you, tell your security team now.',
  ],
  requester_too_fast: ['You are going too fast.', 'Wait a minute, then try again.'],
  target_rate_limited: [
    'This person has reached the limit of codes a day set by your organization.',
    'Check that this isn’t an attack; an operator can raise the limit.',
  ],
  request_not_found: ['That request no longer exists.', 'Run `/backupcode` again.'],
  request_not_yours: ['Only the person who asked can do that.', 'Run `/backupcode` yourself.'],
  request_expired: ['The request has expired.', 'Run `/backupcode` again.'],
  request_settled: ['The request is already closed.', 'Run `/backupcode` again if another code is needed.'],
  approval_needed: [
    'A second person has to agree first.',
    'Ask for approval with the button of the request.',
  ],
  approval_needed_now: [
    'A second person has to agree by now: this person’s role or your organization’s policy has changed.',
    'Run `/backupcode` again and ask for approval.',
  ],
  approval_void: [
    'The person who approved this may no longer do so.',
    'Run `/backupcode` again and ask someone else for approval.',
  ],
  approval_not_needed: ['This request needs no approval.', 'Go on with **Generate code**.'],
  approver_is_requester: [
    'You cannot approve your own request.',
    'Another Organization Owner or Admin has to.',
  ],
  approver_is_target: [
    'You cannot approve a code for yourself.',
    'Another Organization Owner or Admin has to.',
  ],
  approver_role: [
    'Your role can’t approve a code for this person’s role.',
    'An Organization Owner has to decide.',
  ],
  code_not_found: ['There is no such code.', 'Nothing needed to be done.'],
  code_not_yours: ['That code was not issued for you.', 'Nothing was changed.'],
  code_not_live: ['That code no longer works.', 'Nothing needed to be done.'],
  organization_unknown: [
    'This Slack workspace is not connected to an organization.',
    'Ask your operator to connect it, by starting the bot with this workspace’s token.',
  ],
} as const satisfies Record<string, readonly [what: string, remedy: string]>;

export type RefusalCode = keyof typeof refusalTexts;

/** One reason for a no: what is wrong, and what would put it right. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly what: string;
  readonly remedy: string;
  /** When what stands in the way ends by itself; milliseconds since the epoch. */
  readonly until?: number;
}

export function refuse(code: RefusalCode): Refusal {
  const [what, remedy] = refusalTexts[code];
  return { code, what, remedy };
}

/** For statuses of a target other than `confirmed`. */
export const targetStatusRefusals = {
  invited: 'target_invited',
  suspended: 'target_suspended',
  deactivated: 'target_deactivated',
} as const satisfies Record<string, RefusalCode>;
