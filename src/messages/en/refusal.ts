/**
 * Why someone in Slack was refused, and what to do about it (U2). The reader is the requester, an administrator. `name` is the person
 * the code is for, `act` what was asked for: issue, see, revoke or unlock. Remedies may hold Markdown.
 */
export const refusal = {
  'refusal.requester_slack_deactivated.what': 'Your Slack account is deactivated.',
  'refusal.requester_slack_deactivated.remedy': 'Ask a workspace owner to restore it.',
  'refusal.requester_is_bot.what': 'Bots and workflows can’t use Backupcode.',
  'refusal.requester_is_bot.remedy': 'Ask an Organization Owner or Admin to run the command.',
  'refusal.requester_is_guest.what': 'Guests can’t use Backupcode.',
  'refusal.requester_is_guest.remedy': 'Ask an Organization Owner or Admin.',
  'refusal.requester_slack_invited.what': 'You haven’t accepted your Slack invitation yet.',
  'refusal.requester_slack_invited.remedy': 'Accept it, then try again.',
  'refusal.requester_is_external.what': 'Only people of this organization can use Backupcode here.',
  'refusal.requester_is_external.remedy': 'Ask an Organization Owner or Admin of this organization.',
  'refusal.requester_unknown_to_slack.what': 'Slack didn’t say who you are, so nothing was done.',
  'refusal.requester_unknown_to_slack.remedy': 'Ask an Organization Owner or Admin of this organization.',
  'refusal.slack_email_hidden.what':
    'Backupcode can’t see email addresses in Slack, so it can’t tell who people are.',
  'refusal.slack_email_hidden.remedy':
    'Ask your operator to add the scope `users:read.email` to the Slack app and install it again.',
  'refusal.slack_incomplete.what': 'Slack didn’t send everything that’s needed, so nothing was done.',
  'refusal.slack_incomplete.remedy': 'Try again. If it happens again, check status.slack.com.',
  'refusal.requester_not_in_directory.what': 'You aren’t in the organization’s directory.',
  'refusal.requester_not_in_directory.remedy':
    'Ask your operator to import you, with the email address you use in Slack.',
  'refusal.requester_email_unconfirmed.what':
    'Slack hasn’t confirmed your email address, so it doesn’t prove who you are.',
  'refusal.requester_email_unconfirmed.remedy':
    'Confirm the address in Slack’s account settings, then try again.',
  'refusal.requester_identity_conflict.what':
    'Your Slack account and your directory entry no longer match, so nothing was done.',
  'refusal.requester_identity_conflict.remedy':
    'Ask an Organization Owner to check both. Either an email address was changed, or two accounts claim to be you.',
  'refusal.requester_domain_unverified.what':
    '{domainState, select, lost {Your email address is on {domain}, which is no longer verified, so it doesn’t prove who you are.} other {Your email address is on {domain}, which your organization hasn’t verified, so it doesn’t prove who you are.}}',
  'refusal.requester_domain_unverified.remedy':
    '{domainState, select, unknown {If {domain} is yours, ask your operator to run `backupcode domain add {domain}`. Otherwise ask them to link your account: `backupcode user link`.} lost {Restore its TXT record, then ask your operator to run `backupcode domain verify {domain}`.} other {Ask your operator to run `backupcode domain verify {domain}`.}}',
  'refusal.requester_not_confirmed.what': 'Your directory account isn’t active.',
  'refusal.requester_not_confirmed.remedy': 'Ask an Organization Owner to check it.',
  'refusal.requester_role.what':
    'Only Organization Owners and Organization Admins can {act, select, see {look up backup codes} revoke {revoke backup codes} unlock {unlock people} other {issue backup codes}}.',
  'refusal.requester_role.remedy':
    '{act, select, see {Ask one of them.} revoke {Ask one of them.} unlock {Ask one of them.} other {Ask one of them to issue one for the person who is locked out.}}',
  'refusal.self.what':
    '{act, select, unlock {You can’t unlock yourself.} other {You can’t issue a backup code for yourself.}}',
  'refusal.self.remedy': 'Ask another Organization Owner or Admin. They’ll want to be sure that it’s you.',
  'refusal.role_not_allowed.what':
    'You can’t {act, select, see {look up codes of} revoke {revoke codes of} unlock {unlock} other {issue codes for}} {role, select, owner {Owners} admin {Admins} helpdesk {the help desk} other {members}}.',
  'refusal.role_not_allowed.remedy': 'Ask an Organization Owner.',
  'refusal.help_desk_scope.what': '{name} isn’t among the people the help desk may help.',
  'refusal.help_desk_scope.remedy': 'Ask an Organization Owner or Admin.',
  'refusal.not_your_report.what': 'You can only ask for a code for people who report to you.',
  'refusal.not_your_report.remedy':
    'Ask an Organization Owner or Admin. If they do report to you, ask to have the directory corrected.',
  'refusal.verification_impossible.what':
    'The caller can’t be verified in enough of the ways that your organization allows.',
  'refusal.verification_impossible.remedy':
    'Ask an Organization Owner or Admin to issue the code for {name}.',
  'refusal.target_slack_deactivated.what': '{name}’s Slack account is deactivated.',
  'refusal.target_slack_deactivated.remedy': 'If {name} still works here, restore the Slack account first.',
  'refusal.target_is_bot.what': '{name} is an app, not a person.',
  'refusal.target_is_bot.remedy': 'Mention the person who is locked out.',
  'refusal.target_is_guest.what': '{name} is a guest in Slack.',
  'refusal.target_is_guest.remedy': 'Backup codes are only for full members of the organization.',
  'refusal.target_slack_invited.what': '{name} hasn’t accepted the Slack invitation yet.',
  'refusal.target_slack_invited.remedy':
    'Resend the invitation. Until it’s accepted, nothing proves that the account is theirs.',
  'refusal.target_is_external.what': '{name} belongs to another organization.',
  'refusal.target_is_external.remedy': 'Only administrators there can help.',
  'refusal.target_not_in_directory.what': '{name} isn’t in the organization’s directory.',
  'refusal.target_not_in_directory.remedy':
    'Import them with `backupcode directory import`, with the email address they use in Slack.',
  'refusal.target_email_unconfirmed.what':
    'Slack hasn’t confirmed {name}’s email address, so it doesn’t prove who they are.',
  'refusal.target_email_unconfirmed.remedy': 'Ask them to confirm it in Slack’s account settings.',
  'refusal.target_identity_conflict.what': '{name}’s Slack account and directory entry no longer match.',
  'refusal.target_identity_conflict.remedy':
    'This may be an impersonation. Before anything else, check whose account it is.',
  'refusal.target_invited.what': '{name} hasn’t accepted the invitation to the organization yet.',
  'refusal.target_invited.remedy': 'Ask them to accept it, or resend it from your identity provider.',
  'refusal.target_suspended.what': '{name}’s account is suspended.',
  'refusal.target_suspended.remedy': 'If that’s a mistake, reactivate it in the directory and try again.',
  'refusal.target_deactivated.what': '{name}’s account is deactivated.',
  'refusal.target_deactivated.remedy':
    'People who have left can’t get a code. If that’s a mistake, restore the account in the directory.',
  'refusal.target_mobile_primary.what': '{name}’s primary contact is a mobile number.',
  'refusal.target_mobile_primary.remedy':
    'Backup codes need an email address as the primary contact. Change it in the directory first.',
  'refusal.target_domain_unverified.what':
    '{domainState, select, none {{name} has no email address.} lost {{name}’s email address is on {domain}, which is no longer verified: its TXT record is gone.} other {{name}’s email address is on {domain}, which your organization hasn’t verified.}}',
  'refusal.target_domain_unverified.remedy':
    '{domainState, select, none {Add it in the directory first.} unknown {If {domain} is yours, ask your operator to run `backupcode domain add {domain}`. Otherwise correct the address in the directory.} lost {Restore the record, then ask your operator to run `backupcode domain verify {domain}`.} other {Ask your operator to run `backupcode domain verify {domain}`.}}',
  'refusal.target_unknown_to_slack.what': 'Slack doesn’t know that person.',
  'refusal.target_unknown_to_slack.remedy': 'Mention them again: type `@` and choose them from the list.',
  'refusal.target_without_slack.what':
    'I know no Slack account of {name}, so I couldn’t tell them about a code.',
  'refusal.target_without_slack.remedy':
    'If {name} is in Slack, mention them: `/backupcode @name`. Otherwise ask an operator to run `backupcode code issue`, or an owner to allow codes for people without Slack: `backupcode policy set codesWithoutSlack=true`.',
  'refusal.target_in_slack.what': '{name} has a Slack account.',
  'refusal.target_in_slack.remedy': 'Mention them: `/backupcode @name`.',
  'refusal.target_slack_unsure.what':
    'Your Slack has too many members for me to be sure that {name} has no deactivated account.',
  'refusal.target_slack_unsure.remedy': 'Ask an operator to run `backupcode code issue`.',
  'refusal.target_unmailable.what':
    '{name} has no Slack account and can’t be notified by email, so they couldn’t stop a code that isn’t theirs.',
  'refusal.target_unmailable.remedy':
    'Ask an operator to set up email, with a public address for its links, and to run `backupcode policy set mail=true`.',
  'refusal.channel_shared.what':
    'People outside your organization can read this channel, so no code is shown here.',
  'refusal.channel_shared.remedy': 'Run the command in your direct message with the bot.',
  'refusal.channel_unseen.what':
    'The bot isn’t a member of this conversation. It can’t tell who reads it, so no code is shown here.',
  'refusal.channel_unseen.remedy':
    'Invite the bot to the channel, or run the command in your direct message with it.',
  'refusal.channel_not_direct.what': 'Your organization shows codes only in your direct message with me.',
  'refusal.channel_not_direct.remedy': 'Run `/backupcode` again; I’ll continue there.',
  'refusal.lifetime_not_allowed.what':
    'A code can work for 10 to {limit} minutes, says your organization’s policy.',
  'refusal.lifetime_not_allowed.remedy': 'Choose another time.',
  'refusal.start_not_allowed.what':
    'Your organization’s policy doesn’t allow codes that start to work later.',
  'refusal.start_not_allowed.remedy': 'Let it work as soon as it’s generated.',
  'refusal.start_too_far.what':
    'A code can start to work at most {limit, plural, one {# day} other {# days}} ahead, says your organization’s policy.',
  'refusal.start_too_far.remedy': 'Choose an earlier start.',
  'refusal.start_passed.what': 'The start that you chose has passed.',
  'refusal.start_passed.remedy': 'Choose a later one, or let the code work as soon as it’s generated.',
  'refusal.reason_required.what': 'Your organization asks for a reason.',
  'refusal.reason_required.remedy': 'Add it after the name: `/backupcode @name lost phone`.',
  'refusal.reason_too_long.what': 'The reason is too long.',
  'refusal.reason_too_long.remedy': 'Keep it to 200 characters.',
  'refusal.reason_needed.what': 'A rejection needs a reason.',
  'refusal.reason_needed.remedy': 'Press **Reject** again and say why.',
  'refusal.requester_rate_limited.what':
    'Limit reached: {limit, plural, one {# code} other {# codes}} an hour.',
  'refusal.requester_rate_limited.remedy':
    'Ask another Organization Owner or Admin, or wait; an operator can raise the limit. If this wasn’t you, alert your security team now.',
  'refusal.requester_too_fast.what': 'You’re going too fast.',
  'refusal.requester_too_fast.remedy': 'Wait a minute, then try again.',
  'refusal.target_rate_limited.what':
    'Limit reached: {limit, plural, one {# code} other {# codes}} a day for {name}.',
  'refusal.target_rate_limited.remedy': 'Check that this isn’t an attack; an operator can raise the limit.',
  'refusal.organization_rate_limited.what':
    'Limit reached: {limit, plural, one {# request} other {# requests}} an hour in the whole organization.',
  'refusal.organization_rate_limited.remedy':
    'Check that this isn’t an attack; an operator can raise the limit.',
  'refusal.organization_frozen.what': 'All issuing is frozen.',
  'refusal.organization_frozen.remedy':
    'Ask an Organization Owner why. Two people have to unfreeze it. Codes that were issued before still work.',
  'refusal.organization_held.what':
    'Unusually many codes were asked for, so requests are on hold until two people have looked.',
  'refusal.organization_held.remedy': 'Ask an Organization Owner. Your request stays open.',
  'refusal.requester_frozen.what':
    'Your issuing is frozen for now: someone says they didn’t ask for a code that you issued.',
  'refusal.requester_frozen.remedy':
    'No one is accusing you; your account may have been misused. Ask an Organization Owner to look and release you: `/backupcode unfreeze @name`.',
  'refusal.request_not_found.what': 'That request no longer exists.',
  'refusal.request_not_found.remedy': 'Run `/backupcode` again.',
  'refusal.request_not_yours.what': 'Only the person who asked can do that.',
  'refusal.request_not_yours.remedy': 'Run `/backupcode` yourself.',
  'refusal.request_expired.what': 'The request has expired.',
  'refusal.request_expired.remedy': 'Run `/backupcode` again.',
  'refusal.request_settled.what': 'The request is already closed.',
  'refusal.request_settled.remedy': 'If another code is needed, run `/backupcode` again.',
  'refusal.operator_unverified.what':
    'First make sure that the caller is {name}, and say how, in a way that your policy allows.',
  'refusal.operator_unverified.remedy':
    'Add `--verified callback` (or `video`, `in_person`, `manager`, `other`) and `--evidence` with what you saw or checked. `backupcode policy show` lists what counts.',
  'refusal.verification_method.what': 'That way of verifying the caller doesn’t count for this request.',
  'refusal.verification_method.remedy': 'Choose another one.',
  'refusal.evidence_needed.what': 'You didn’t say what you saw or checked.',
  'refusal.evidence_needed.remedy': 'Say it below the way that you chose.',
  'refusal.callback_impossible.what': 'The directory has no number of {name}.',
  'refusal.callback_impossible.remedy': 'Verify the caller in another way.',
  'refusal.ticket_needed.what': 'A ticket is required.',
  'refusal.ticket_needed.remedy': 'Click **Verify caller** and enter its number.',
  'refusal.ticket_pattern.what': 'That isn’t how your organization writes tickets.',
  'refusal.ticket_pattern.remedy': 'Check the number of the ticket.',
  'refusal.manager_unknown.what': 'I don’t know {name}’s manager, or they aren’t in the directory.',
  'refusal.manager_unknown.remedy': 'Choose another person, or verify the caller in another way.',
  'refusal.manager_unfit.what':
    '{name}’s manager can’t vouch for them: it has to be a confirmed user other than you and {name}.',
  'refusal.manager_unfit.remedy': 'Verify the caller in another way.',
  'refusal.manager_not_asked.what': 'You aren’t asked about this, or not any longer.',
  'refusal.manager_not_asked.remedy': 'There is nothing that you have to do.',
  'refusal.manager_waited_for.what': 'The manager was asked and hasn’t answered.',
  'refusal.manager_waited_for.remedy': 'Wait for the answer, or verify the caller in another way first.',
  'refusal.device_waited_for.what': '{name} was asked on their enrolled device and hasn’t answered.',
  'refusal.device_waited_for.remedy': 'Wait for the answer, or verify the caller in another way first.',
  'refusal.device_limit.what':
    'Limit reached: {name} was already asked {limit} times on their enrolled device.',
  'refusal.device_limit.remedy':
    'Verify the caller in another way. Many questions wear people down until they confirm: check that this isn’t an attack.',
  'refusal.verification_needed.what': 'First make sure that the caller is {name}, and say how.',
  'refusal.verification_needed.remedy': 'Click **Verify caller**.',
  'refusal.verification_needed_now.what':
    'The caller now has to be verified: a warning sign came up, or {name}’s role or your organization’s policy has changed.',
  'refusal.verification_needed_now.remedy': 'Click **Verify caller**.',
  'refusal.approval_needed.what': 'A second person has to approve this first.',
  'refusal.approval_needed.remedy': 'Click **Ask for approval**.',
  'refusal.approval_needed_now.what':
    'A second person now has to approve this: a warning sign came up, or {name}’s role or your organization’s policy has changed.',
  'refusal.approval_needed_now.remedy': 'Click **Ask for approval**.',
  'refusal.approval_void.what': 'The person who approved this can no longer do so.',
  'refusal.approval_void.remedy': 'Run `/backupcode` again and ask someone else for approval.',
  'refusal.approval_not_needed.what': 'This request needs no approval.',
  'refusal.approval_not_needed.remedy': 'Click **Generate code**.',
  'refusal.approver_is_requester.what': 'You can’t approve your own request.',
  'refusal.approver_is_requester.remedy': 'Another Organization Owner or Admin has to.',
  'refusal.approver_is_target.what': 'You can’t approve a code for yourself.',
  'refusal.approver_is_target.remedy': 'Another Organization Owner or Admin has to.',
  'refusal.approver_role.what':
    'You can’t approve codes for {role, select, owner {Owners} admin {Admins} helpdesk {the help desk} other {members}}.',
  'refusal.approver_role.remedy': 'An Organization Owner has to decide.',
  'refusal.self_service_off.what': 'Your organization doesn’t take requests for help in Slack.',
  'refusal.self_service_off.remedy': 'Call or visit your help desk.',
  'refusal.not_their_manager.what':
    'You can ask for yourself, and for people who report to you in the directory.',
  'refusal.not_their_manager.remedy':
    'Ask them, or their manager, to type `/backupcode request`. Someone who is locked out of Slack can call your help desk.',
  'refusal.help_limit.what': 'You asked for help {limit} times within a day.',
  'refusal.help_limit.remedy': 'Call or visit your help desk.',
  'refusal.help_full.what': 'Very many people are asking for help right now.',
  'refusal.help_full.remedy': 'Try again in an hour. If it’s urgent, call or visit your help desk.',
  'refusal.help_not_found.what': 'That request for help no longer exists.',
  'refusal.help_not_found.remedy': 'There is nothing left to do.',
  'refusal.help_not_yours.what': 'Only the person it’s for, or the manager who asked, can do that.',
  'refusal.help_not_yours.remedy': 'Nothing changed.',
  'refusal.owners_only.what': 'Only Organization Owners can do this.',
  'refusal.owners_only.remedy': 'Ask an Organization Owner.',
  'refusal.act_frozen.what': 'While your issuing is frozen, you can’t do this.',
  'refusal.act_frozen.remedy':
    'Ask an Organization Owner to look and release you: `/backupcode unfreeze @name`.',
  'refusal.freezer_frozen.what': 'Your own issuing is frozen, so you can’t end a freeze.',
  'refusal.freezer_frozen.remedy': 'Ask another Organization Owner.',
  'refusal.unfreeze_needs_owner.what': 'Two Admins can’t unfreeze issuing by themselves.',
  'refusal.unfreeze_needs_owner.remedy': 'Ask an Organization Owner, or an operator: `backupcode unfreeze`.',
  'refusal.release_self.what': 'You can’t release yourself.',
  'refusal.release_self.remedy': 'Another Organization Owner has to look, and release you.',
  'refusal.freeze_gone.what': 'That freeze has already ended.',
  'refusal.freeze_gone.remedy': 'There is nothing left to do.',
  'refusal.glass_owners_only.what': 'Only Organization Owners can break the glass.',
  'refusal.glass_owners_only.remedy': 'Ask for approval, or ask an Owner to make the request.',
  'refusal.glass_words.what': 'Those aren’t the words that confirm it.',
  'refusal.glass_words.remedy': 'Type “break glass”.',
  'refusal.glass_reason.what': 'Break-glass needs a reason of at most 200 characters.',
  'refusal.glass_reason.remedy': 'Say why the code can’t wait for approval.',
  'refusal.glass_rehearsed.what': 'This request is a rehearsal, so no code comes of it.',
  'refusal.glass_rehearsed.remedy': 'Run `/backupcode` again for a code.',
  'refusal.glass_review_open.what': 'Your last break-glass hasn’t been reviewed yet.',
  'refusal.glass_review_open.remedy':
    'Ask another Organization Owner to close its review, or an operator: `backupcode review list`. Until then, ask for approval.',
  'refusal.review_not_found.what': 'There is no such review.',
  'refusal.review_not_found.remedy': 'Open the bot’s **Home** tab: it lists the reviews waiting for you.',
  'refusal.review_closed.what': 'That review is already closed.',
  'refusal.review_closed.remedy': 'There is nothing left to do.',
  'refusal.review_own.what': 'You can’t review your own break-glass.',
  'refusal.review_own.remedy': 'Another Organization Owner has to, or an operator: `backupcode review list`.',
  'refusal.review_of_target.what': 'You can’t review a break-glass for a code of your own.',
  'refusal.review_of_target.remedy':
    'Another Organization Owner has to, or an operator: `backupcode review list`.',
  'refusal.review_note.what': 'A review needs a note of at most 500 characters.',
  'refusal.review_note.remedy': 'Say what you checked, and what you found.',
  'refusal.reviewer_frozen.what': 'Your own issuing is frozen, so you can’t review a break-glass.',
  'refusal.reviewer_frozen.remedy': 'Ask another Organization Owner, or an operator.',
  'refusal.approval_counted_once.what':
    '{name} has already approved this, and one of you takes the other’s place.',
  'refusal.approval_counted_once.remedy': 'The two of you count as one. Someone else has to approve it too.',
  'refusal.delegation_off.what': 'Your organization doesn’t let approvers name someone in their place.',
  'refusal.delegation_off.remedy':
    'Ask an operator to turn it on: `backupcode policy set delegation=true`. The policy’s other approvers can decide meanwhile.',
  'refusal.delegation_nothing.what': 'No rule of your organization lets you approve codes.',
  'refusal.delegation_nothing.remedy':
    'There is nothing to hand on. `/backupcode policy` shows who approves.',
  'refusal.delegation_until.what': 'The time must be within the next 30 days.',
  'refusal.delegation_until.remedy': 'Choose when you’re back. You can end it sooner.',
  'refusal.delegation_paused.what': 'You named someone a moment ago.',
  'refusal.delegation_paused.remedy': 'Wait five minutes before you name someone else.',
  'refusal.delegation_gone.what': 'It has already ended.',
  'refusal.delegation_gone.remedy': 'There is nothing left to do.',
  'refusal.delegate_self.what': 'You can’t take your own place.',
  'refusal.delegate_self.remedy': 'Choose another person.',
  'refusal.delegate_unfit.what':
    '{name} can’t approve codes now: their account isn’t active, or they are frozen.',
  'refusal.delegate_unfit.remedy': 'Choose another person.',
  'refusal.delegate_role.what': 'You approve as an Organization Owner or Admin, and {name} is neither.',
  'refusal.delegate_role.remedy': 'Choose an Organization Owner or Admin.',
  'refusal.delegate_away.what': '{name} has named someone in their own place.',
  'refusal.delegate_away.remedy': 'Choose another person.',
  'refusal.code_not_found.what': 'That code no longer exists.',
  'refusal.code_not_found.remedy': 'There is nothing left to do.',
  'refusal.code_not_yours.what': 'That code wasn’t issued for you.',
  'refusal.code_not_yours.remedy': 'Nothing changed.',
  'refusal.code_not_live.what': 'That code no longer works.',
  'refusal.code_not_live.remedy': 'There is nothing left to do.',
  'refusal.provider_account_missing.what': '{vendor} has no account with {name}’s email address.',
  'refusal.provider_account_missing.remedy':
    'Create the account there, or correct the address at {vendor} or in the directory.',
  'refusal.provider_account_ambiguous.what': '{vendor} has more than one account that could be {name}’s.',
  'refusal.provider_account_ambiguous.remedy':
    'At {vendor}, remove {name}’s email address from all but one of them.',
  'refusal.provider_account_disabled.what': '{name}’s account at {vendor} is disabled.',
  'refusal.provider_account_disabled.remedy': 'If {name} should have access, enable it there and try again.',
  'refusal.provider_account_locked.what': '{name}’s account at {vendor} is locked, so a code wouldn’t work.',
  'refusal.provider_account_locked.remedy':
    'Find out why: someone else may have tried to sign in. Then unlock it at {vendor} and try again.',
  'refusal.provider_account_guest.what':
    '{name} is a guest at {vendor}. Guests get their codes from their own organization.',
  'refusal.provider_account_guest.remedy': 'Ask them to call their own help desk.',
  'refusal.provider_method_off.what': '{vendor} doesn’t allow codes of this kind in your organization.',
  'refusal.provider_method_off.remedy':
    'Ask an administrator of {vendor} to turn them on: docs/PROVIDERS.md has the steps.',
  'refusal.provider_not_in_scope.what': '{vendor}’s policy doesn’t let {name} use codes of this kind.',
  'refusal.provider_not_in_scope.remedy':
    'Ask an administrator of {vendor} to add {name} to that policy. It can take some minutes to apply.',
  'refusal.provider_privileged.what':
    '{name} is an administrator at {vendor}, and Backupcode may not make codes for administrators there.',
  'refusal.provider_privileged.remedy':
    'Ask another administrator of {vendor} to help {name}. An operator can allow it: docs/PROVIDERS.md has the steps.',
  'refusal.provider_not_licensed.what': '{vendor} says that a licence for codes of this kind is missing.',
  'refusal.provider_not_licensed.remedy':
    'Ask an administrator of {vendor} to check the licence of your organization, and {name}’s.',
  'refusal.provider_security_keys_only.what':
    '{vendor} lets {name} sign in with a security key only, so a code wouldn’t work.',
  'refusal.provider_security_keys_only.remedy':
    'Give {name} another security key, or move them to a policy with a grace period.',
  'refusal.provider_no_factor.what':
    '{name} hasn’t set up a second step at {vendor}, so a code would replace nothing.',
  'refusal.provider_no_factor.remedy': 'They can sign in with their password, and set up a second step then.',
  'refusal.provider_no_second_step.what':
    '{vendor} asks {name} for no second step at the moment, so they don’t need a code.',
  'refusal.provider_no_second_step.remedy':
    'They can sign in with their password. Ask an administrator of {vendor} to require the second step again.',
  'refusal.provider_no_later_start.what': '{vendor} can’t make a code that starts to work later.',
  'refusal.provider_no_later_start.remedy':
    'Choose no later start, and generate the code when {name} needs it.',
  'refusal.provider_credential_refused.what': '{vendor} refused Backupcode’s own credential.',
  'refusal.provider_credential_refused.remedy':
    'Ask your operator to run `backupcode provider test`, and to store a new credential with `backupcode provider set`.',
  'refusal.provider_clock_wrong.what':
    '{vendor} refused the request because the clock of Backupcode’s machine is wrong.',
  'refusal.provider_clock_wrong.remedy':
    'Ask your operator to set it by a time server (NTP), then try again.',
  'refusal.provider_not_permitted.what': 'Backupcode lacks a permission at {vendor}.',
  'refusal.provider_not_permitted.remedy':
    'Ask your operator to run `backupcode provider test`, which names it.',
  'refusal.provider_throttled.what': '{vendor} has had too many requests.',
  'refusal.provider_throttled.remedy': 'Wait a minute, then try again.',
  'refusal.provider_unreachable.what': '{vendor} didn’t answer.',
  'refusal.provider_unreachable.remedy':
    'Try again in a minute. If it still doesn’t answer, check {vendor}’s status page. Backupcode issues no other kind of code instead.',
  'refusal.provider_refused.what':
    '{vendor} refused to make a code{vendorCode, select, none {.} other { ({vendorCode}).}}',
  'refusal.provider_refused.remedy':
    'Ask your operator to look up this error in the log and in {vendor}’s documentation.',
  'refusal.provider_unclear.what': '{vendor} didn’t confirm that it made a code. No one has seen one.',
  'refusal.provider_unclear.remedy':
    'Backupcode finds out, and tells you within some minutes. Then ask for another code.',
  'refusal.provider_busy.what': 'The last code for {name} is still being ended at {vendor}.',
  'refusal.provider_busy.remedy': 'Try again in a minute.',
  'refusal.provider_gone.what': '{name}’s codes come from a provider that has been removed.',
  'refusal.provider_gone.remedy':
    'Ask your operator to correct the rules: `backupcode policy show` lists them.',
  'refusal.provider_changed.what': 'Where {name}’s codes come from has just changed, so no code was made.',
  'refusal.provider_changed.remedy': 'Ask for the code again.',
  'refusal.organization_unknown.what': 'This Slack workspace isn’t connected to an organization.',
  'refusal.organization_unknown.remedy':
    'Ask your operator to connect it, by starting the bot with this workspace’s token.',
  'refusal.this_person': 'This person',
} as const satisfies Record<`refusal.${string}`, string>;
