/** Direct messages, and what the security channel reads. */
export const slackNotice = {
  'slack.notice.owner': 'You get this as an owner of {organization}.',
  'slack.notice.owner.no_channel':
    'You get this as an owner, because {organization} has no security channel. An operator can set one: `backupcode policy set securityChannelId=C...`',
  'slack.notice.owner.channel_failed':
    'You get this as an owner, because I can’t post to {organization}’s security channel.',

  'slack.notice.issued': '{issuer} issued a backup code for your account.',
  'slack.notice.issued.title':
    ':key: *{issuer} issued a one-time backup code for your {organization} account.*',
  'slack.notice.issued.facts': 'Issued {time}. {state}',
  'slack.notice.issued.facts.reason': 'Issued {time}. {state} Reason: {reason}.',
  'slack.notice.issued.live':
    'If you didn’t ask for it, press the button. The code stops working and we alert your administrators.',
  'slack.notice.issued.over':
    'If you didn’t ask for it, press the button. We alert your administrators, and no other code works for your account.',
  'slack.notice.issued.never':
    'The code is read to you on a call, and is never in a message. Never share it. Nobody will ask you for it.',
  'slack.notice.issued.confirm': 'You didn’t ask for this?',
  'slack.notice.issued.confirm.text':
    'Every code for your account stops working, and we alert your administrators. If you did ask for it, go back.',
  'slack.notice.redeemed': 'Your backup code was used to sign in.',
  'slack.notice.redeemed.line':
    ':unlock: *Your backup code was used to sign in* {when}. It can’t be used again.',
  'slack.notice.redeemed.next': 'Set up a new second factor now, before this session ends.',
  'slack.notice.redeemed.confirm': 'It wasn’t you who signed in?',
  'slack.notice.redeemed.confirm.text':
    'We alert your administrators, and no other code works for your account. The code is already used, so also change your password.',
  'slack.notice.revoked': 'Your backup code was revoked.',
  'slack.notice.revoked.line':
    ':information_source: The backup code issued for you {time} was revoked and no longer works.',
  'slack.notice.revoked.next': 'If you still can’t sign in, ask your administrator for a new one.',
  'slack.notice.revoked.confirm': 'You didn’t ask for a code?',
  'slack.notice.revoked.confirm.text':
    'We alert your administrators, and no other code works for your account. If you did ask for it, go back.',

  'slack.notice.requester_redeemed':
    ':white_check_mark: *The backup code you generated for {name} was used* {when}.',
  'slack.notice.requester_redeemed.next':
    'It can’t be used again. If it wasn’t {name}, end their sessions and reset their password now.',
  'slack.notice.requester_enrolment':
    ':hourglass: *{name} hasn’t set up a new second factor* since they used the backup code you generated.',
  'slack.notice.requester_enrolment.next':
    'It was used {when}, and no login service has reported a new factor since. Call {name}: without one they’ll be locked out again, and their account stays easier to steal.',
  'slack.notice.requester_unsafe':
    ':warning: I couldn’t show you the backup code for *{name}* safely, so I revoked it. If you see a code, it doesn’t work.',
  'slack.notice.requester_unsafe.next': 'Run `/backupcode @name` again.',
  'slack.notice.requester_not_allowed':
    ':information_source: The backup code you generated for *{name}* was revoked {time}: {name}’s account changed in the directory.',
  'slack.notice.requester_not_allowed.next':
    'Check {name}’s account, then run `/backupcode @name` again if the code is still needed.',
  'slack.notice.requester_revoked':
    ':information_source: The backup code you generated for *{name}* was revoked {time}.',
  'slack.notice.requester_unreachable':
    ':warning: *I couldn’t notify {name} about the backup code* you generated {time}: I can’t reach them in Slack.',
  'slack.notice.requester_unreachable.next':
    'Call {name} on a number you know, and make sure that they asked for it.',

  'slack.notice.manager_unreachable':
    ':warning: *{name} may not know about a backup code* that {issuer} issued for their account.',
  'slack.notice.manager_unreachable.next':
    'You get this as {name}’s manager. Issued {time}. {state} Call {name} and ask whether they requested it. If they didn’t, tell an owner immediately.',

  'slack.notice.account': '{login}, {role}',
  'slack.notice.security_issued': ':key: {issuer} generated a backup code for *{name}*.',
  'slack.notice.security_issued.facts': '{time}. Reason: {reason}.',
  'slack.notice.security_issued.facts.approved': '{time}. {approver} approved it. Reason: {reason}.',
  'slack.notice.security_revoked': ':no_entry: {by} revoked the backup code for *{name}*.',
  'slack.notice.security_revoked.facts': '{time}. {issuer} had generated it {createdAt}.',
  'slack.notice.security_approved':
    ':white_check_mark: {by} approved {requester}’s request for a backup code for *{name}*.',
  'slack.notice.security_rejected':
    ':no_entry: {by} rejected {requester}’s request for a backup code for *{name}*.',
  'slack.notice.security_decided.facts': 'Requested {time}. Reason: {reason}.',
  'slack.notice.an_admin': 'An administrator',
  'slack.notice.security_unreachable':
    ':warning: *{name} doesn’t know about the backup code* that {issuer} generated for them: I can’t reach them in Slack.',
  'slack.notice.security_unreachable.next':
    'Issued {time}. {state} Call {name} and ask whether they requested it. If they didn’t, revoke it: `/backupcode status @name`.',
  'slack.notice.channel_failed':
    ':rotating_light: *I can’t post to the security channel* <#{channel}>. Slack says `{why}`.',
  'slack.notice.channel_failed.next':
    'Until that is fixed, alarms come to the owners and routine messages are lost. Invite the bot to the channel, or have an operator choose another: `backupcode policy set securityChannelId=C...`',

  'slack.notice.mail_failed': ':warning: *Email to {name} comes back.* The mail server says `{why}`.',
  'slack.notice.mail_failed.next':
    'Until that is fixed, {name} hears of backup codes in Slack alone. Check the address in the directory.',
  'slack.notice.mail_down': ':rotating_light: *I can’t send email.* The reason: `{why}`.',
  'slack.notice.mail_down.next':
    'Until that is fixed, notices arrive in Slack alone. An operator can find the cause: `backupcode doctor`',

  'slack.change.client_expiring':
    ':hourglass: *A client’s credential expires soon.* After that it can’t redeem codes.',
  'slack.change.client_expiring.next':
    'An operator can extend it: `backupcode client set NAME --expires DATE`',
  'slack.change.domain_missing':
    ':warning: *The TXT record of {domain} is gone.* It proves that the domain is yours.',
  'slack.change.domain_missing.next':
    'If it isn’t restored by then, {domain} is no longer verified: its people get no codes, and live codes end.',
  'slack.change.domain_lost':
    ':rotating_light: *{domain} is no longer verified.* Its TXT record was gone for 72 hours.',
  'slack.change.domain_lost.next':
    'Its people get no codes, and their live codes were revoked. If the domain is still yours, restore the record and have an operator run: `backupcode domain verify {domain}`',
  'slack.change.domain_restored':
    ':white_check_mark: *The TXT record of {domain} is back.* The domain stays verified.',
  'slack.change.large_loss':
    ':rotating_light: *The SCIM client {source} took access from many people within an hour.*',
  'slack.change.large_loss.next':
    'If you don’t know why, have an operator end its credential: `backupcode client rotate NAME --overlap 0`. What it did is in the history: `backupcode audit list`',
  'slack.change.organization.group_lost':
    'removed the group {target}, or its last members, though the policy names it',
  'slack.change.group_lost':
    ':rotating_light: *The group {group}, which the policy names, {removed, select, yes {was removed} other {has no members left}}.*',
  'slack.change.group_lost.next':
    'Until the policy names another group, its people are treated like everyone else. Have an operator check it: `backupcode policy show`, `backupcode directory groups`',
  'slack.change.operator': 'An operator ({name})',
  'slack.change.next': 'If you don’t know why, ask the operator first.',
  'slack.change.line': ':wrench: *{who} {what}.*',
  'slack.change.redeem.unlocked': 'unlocked backup codes for {target}',
  'slack.change.organization.policy_changed': 'changed the policy',
  'slack.change.organization.device_check_set': 'set the identity provider that asks people on their devices',
  'slack.change.organization.device_check_removed':
    'removed the identity provider that asks people on their devices',
  'slack.change.organization.renamed': 'renamed the organization to {target}',
  'slack.change.organization.workspace_linked': 'connected the Slack workspace {target}',
  'slack.change.client.created': 'added a client that may redeem codes',
  'slack.change.client.changed': 'changed a client that may redeem codes',
  'slack.change.client.rotated': 'gave a client a new secret',
  'slack.change.client.removed': 'removed a client',
  'slack.change.directory.user_changed': 'changed {target}',
  'slack.change.directory.imported': 'changed owners by a directory import',
  'slack.change.source.added': 'connected a directory',
  'slack.change.source.changed': 'changed how a directory is synced',
  'slack.change.source.removed': 'disconnected a directory; its people stay as they are',
  'slack.change.provider.added': 'connected a provider, a vendor whose codes can be given out',
  'slack.change.provider.changed': 'changed a provider, a vendor whose codes can be given out',
  'slack.change.provider.removed': 'removed a provider, a vendor whose codes could be given out',
  'slack.notice.issuer_lost':
    ':warning: *{name} {why, select, role {can no longer issue codes} suspended {was suspended} deactivated {was deactivated} other {is no longer confirmed}},* but {count, plural, one {a code} other {# codes}} they issued still {count, plural, one {works} other {work}}:',
  'slack.notice.issuer_lost.code': '• for *{name}*, issued {time}, works until {until}',
  'slack.notice.issuer_lost.next':
    'If you don’t trust these codes, revoke them. Anyone who still needs a code can ask another admin.',
  'slack.change.conflict.resolved': 'resolved a conflict of a synced directory',
  'slack.change.identity.linked': 'linked a Slack account to {target}',
  'slack.change.identity.unlinked': 'unlinked {target}’s Slack account',
  'slack.change.domain.verified': 'verified the domain {target}',
  'slack.change.domain.removed': 'removed the domain {target}',
  'slack.change.domain.unverified': 'marked the domain {target} as not verified',
  'slack.change.fieldChange': '{field}: {change}',
  'slack.change.more': 'and {count, plural, one {# more change} other {# more changes}}',
  'slack.change.value.true': 'yes',
  'slack.change.value.false': 'no',
  'slack.change.value.null': 'none',
  'slack.change.value.none': 'none',
  'slack.change.value.owner': 'owner',
  'slack.change.value.admin': 'admin',
  'slack.change.value.helpdesk': 'help desk',
  'slack.change.value.member': 'member',
  'slack.change.value.manager': 'manager',
  'slack.change.value.invited': 'invited',
  'slack.change.value.confirmed': 'confirmed',
  'slack.change.value.suspended': 'suspended',
  'slack.change.value.deactivated': 'deactivated',
  'slack.change.value.mobile': 'mobile number',
  'slack.change.value.direct_message': 'in the direct message',
  'slack.change.value.prompt': 'where the command was typed',
  'slack.change.value.callback': 'call-back',
  'slack.change.value.video': 'live video',
  'slack.change.value.in_person': 'in person',
  'slack.change.value.device': 'a code to a device',
  'slack.change.value.other': 'own way',
  'slack.change.value.standard': 'standard',
  'slack.change.value.privileged': 'privileged',
  'slack.change.value.executive': 'executive',
  'slack.change.value.roles': 'roles',
  'slack.change.value.groups': 'groups',
  'slack.change.field.name': 'Name',
  'slack.change.field.displayName': 'Name',
  'slack.change.field.before': 'Before',
  'slack.change.field.after': 'After',
  'slack.change.field.record': 'TXT record',
  'slack.change.field.value': 'Value',
  'slack.change.field.until': 'Restore it by',
  'slack.change.field.missedLooks': 'Looks that didn’t find it',
  'slack.change.field.role': 'Role',
  'slack.change.field.status': 'Status',
  'slack.change.field.email': 'Email address',
  'slack.change.field.mobile': 'Mobile number',
  'slack.change.field.alias': 'Second name to sign in with',
  'slack.change.field.primary': 'Main contact',
  'slack.change.field.kind': 'Kind',
  'slack.change.field.people': 'People',
  'slack.change.field.settings': 'Settings',
  'slack.change.field.credential': 'Credential',
  'slack.change.field.everyMinutes': 'Minutes between syncs',
  'slack.change.field.brakePercent': 'Percentage that stops a sync',
  'slack.change.field.roleRules': 'Rules that give roles',
  'slack.change.field.allowedOwners': 'May be made owners',
  'slack.change.field.losing': 'People who lost their status or role',
  'slack.change.field.left': 'People of this client who still have access',
  'slack.change.field.scopes': 'May do',
  'slack.change.field.expiresAt': 'Expires',
  'slack.change.field.previousUntil': 'The old secret works until',
  'slack.change.field.requestsPerMinute': 'Requests a minute',
  'slack.change.field.accounts': 'Slack accounts',
  'slack.change.field.slackUserId': 'Slack account',
  'slack.change.field.slackTenantId': 'Slack workspace',
  'slack.change.field.tiers': 'What a code needs in each tier',
  'slack.change.field.twoWayWords': 'Tiers that get two words',
  'slack.change.field.ticketRequired': 'Whether a ticket is required',
  'slack.change.field.ticketPattern': 'How a ticket is written',
  'slack.change.field.ticketLink': 'Where a ticket is',
  'slack.change.field.otherVerification': 'Own way of verifying a caller',
  'slack.change.field.riskSignals': 'Warning signs that count',
  'slack.change.field.policyGroups': 'Groups that the policy names',
  'slack.change.field.executiveGroups': 'Groups of executives',
  'slack.change.field.helpDesk': 'What the help desk may do',
  'slack.change.field.authority': 'Which source decides about people',
  'slack.change.field.mayIssueFor': 'Who may issue codes, and for which roles',
  'slack.change.field.securityChannelTenantId': 'Workspace of the security channel',
  'slack.change.other': 'did this to {target}: {action}',
} as const satisfies Record<`slack.${'notice' | 'change'}${string}`, string>;
