/** The Home tab. */
export const slackHome = {
  'slack.home.what':
    '*Backupcode* helps someone who is locked out sign in once, without their second factor. Every action is logged.',
  'slack.home.closed':
    'It’s for members of the organization. Nothing is shown here for guests, or for accounts that aren’t in its directory. If that’s a mistake, ask an Organization Owner or Admin.',
  'slack.home.commands': 'Everything works by command, too: `/backupcode help`.',

  'slack.home.locked_out': 'Locked out of your second factor?',
  'slack.home.locked_out.who':
    'Ask {people} to generate a backup code for you. Go and see them, or call them on a number that you know.',
  'slack.home.locked_out.ask': 'Or join the queue here: one of them will call you.',
  'slack.home.locked_out.no_one':
    'No one here can generate a code for you. Ask the people who run Backupcode.',
  'slack.home.locked_out.never':
    'They never ask for your password. Never send a code by chat or email, and never read it to anyone who calls you.',

  'slack.home.own': '*Done for your account*',
  'slack.home.own.none': 'No backup code has been issued for you.',
  'slack.home.own.code': '*{issuer}* issued a backup code {time}. {state}',
  'slack.home.own.disowned': 'You said “This wasn’t me” {time}.',

  'slack.home.approvals': ':hourglass_flowing_sand: *Waiting for you* ({count})',
  'slack.home.approval':
    '*{requester}* asks for a code for *{name}*, {role}. Reason: {reason}.\nIt expires {until}. Check with {requester} that it’s genuine.',
  'slack.home.requests': '*Your open requests* ({count})',
  'slack.home.request.open': 'For *{name}*, until {until}.',
  'slack.home.request.held':
    'For *{name}*: on hold until two people have looked at the burst of requests. It expires {until}.',
  'slack.home.request.waiting': 'For *{name}*: waiting for approval until {until}.',
  'slack.home.codes': '*Codes that work now* ({count})',
  'slack.home.codes.none': 'No code works right now.',
  'slack.home.conflicts': ':warning: *Conflicts of a source with the directory* ({count})',
  'slack.home.conflict.title': 'Resolve a conflict',
  'slack.home.conflict.how': 'How do you want to resolve it?',
  'slack.home.conflict.choose': 'Choose how to resolve it.',
  'slack.home.conflict.take_over': 'Same person; the source decides',
  'slack.home.conflict.take_over.what':
    '• *Same person; the source decides:* {source} decides about {other} from now on.',
  'slack.home.conflict.link': 'Same person; it stays as it is',
  'slack.home.conflict.link.what':
    '• *Same person; it stays as it is:* {other} is this person, and {from} keeps deciding.',
  'slack.home.conflict.accept': 'Accept the new address',
  'slack.home.conflict.accept.what':
    '• *Accept the new address:* only if you have checked with them that {value} is theirs.',
  'slack.home.conflict.ignore': 'Hide it',
  'slack.home.conflict.ignore.what': '• *Hide it:* it stays as it is, until {source} says something else.',
  'slack.home.conflict.not_owner': 'Only Organization Owners can resolve conflicts. Nothing was changed.',
  'slack.home.conflict.late':
    'This conflict was already resolved, or can no longer be resolved like this. Nothing was changed.',
  'slack.home.conflict.done': ':white_check_mark: You resolved it: this is *{name}*.',
  'slack.home.conflict.done.out': ':white_check_mark: You resolved it: they stay out of the directory.',
  'slack.home.conflict.left':
    '{left, plural, one {One more conflict} other {# more conflicts}} of the same record: see the Home tab.',
  'slack.home.domains': ':warning: *Domains that aren’t verified* ({count})',
  'slack.home.domain':
    '*{domain}:* no codes for its people yet. Next step: add the TXT record `{name}` with the value `{value}` to its DNS. An operator then runs `backupcode domain verify {domain}`.',
  'slack.home.more': 'and {count} more',

  'slack.home.policy': '*Policy:* who may issue codes, for how long, and what they need.',
  'slack.home.policy.title': 'Change the policy',
  'slack.home.policy.intro':
    'Changes apply to new requests. All owners are notified, and the history keeps the old values.',
  'slack.home.policy.part.limits': '*Times and limits*',
  'slack.home.policy.part.needs': '*Before a code is issued*',
  'slack.home.policy.part.rules': '*Warning signs and rules*',
  'slack.home.policy.signal.issued_today': 'Several codes for one person within a day',
  'slack.home.policy.signal.used_minutes_ago': 'A code was used minutes before',
  'slack.home.policy.signal.on_leave': 'The person is on leave',
  'slack.home.policy.signal.night': 'It’s night where the person is',
  'slack.home.policy.signal.requester_new': 'The admin is new in the role',
  'slack.home.policy.signal.link_new': 'The admin’s Slack account was linked within a day',
  'slack.home.policy.signal.several_requesters': 'Several admins asked for the same person',
  'slack.home.policy.signal.wrong_codes': 'Many wrong codes were tried',
  'slack.home.policy.signal.burst': 'Many requests in the organization',
  'slack.home.policy.more':
    'An operator changes the rest at the command line, with `backupcode policy set`: for which roles owners and admins may issue (`mayIssueFor`), who is privileged or an executive (`privilegedRoles`, `executiveGroups`), who approves (`tiers.privileged.approvers`), which ways of verifying count (`tiers.privileged.verificationMethods`), tickets, the security channel, email, and which vendor makes whose codes (`providers`). `backupcode policy show` lists all.',
  'slack.home.policy.above_max': 'At most {max}, the longest that an admin can choose.',
  'slack.home.policy.minutes': 'Minutes: a whole number from {min} to {max}.',
  'slack.home.policy.seconds': 'Seconds: a whole number from {min} to {max}.',
  'slack.home.policy.range': 'A whole number from {min} to {max}.',
  'slack.home.policy.yes_or_no': 'Rules',
  'slack.home.policy.in_prompt': 'Where the command was typed',
  'slack.home.policy.in_direct_message': 'In the direct message with me',
  'slack.home.policy.not_owner': 'Only Organization Owners can change the policy. Nothing was changed.',
  'slack.home.policy.late':
    'The policy was changed while your form was open. Nothing was changed. Open the form again.',
  'slack.home.policy.invalid': 'The settings don’t fit together. Nothing was changed.',
  'slack.home.policy.invalid.no_approver':
    '• {role, select, any {No one could ever approve a code} other {A code for {role} could no longer be approved}} ({tier, select, standard {lowest tier} privileged {privileged people, or a warning sign} other {executives, or a warning sign}}): it needs {needed, plural, one {# approver} other {# approvers}} beside the admin who asks and the person, and the rules leave {count, plural, =0 {no one} other {only {people}}}. Ask for fewer approvals, or have an operator name more people.',
  'slack.home.policy.invalid.other':
    '• `{setting}`: a code can’t need more ways of verifying the caller than the policy allows. Ask for fewer, or have an operator allow more.',
  'slack.home.policy.unchanged': 'Nothing was changed: the policy already says so.',
  'slack.home.policy.changed': ':white_check_mark: *You changed the policy.* It applies to new requests.',
  'slack.home.policy.change': '• {name}: {before} → {after}',

  'slack.home.weeks': '*The last four weeks*',
  'slack.home.week':
    '{from} to {to}: {issued} issued, {used} used, {unused} unused, {refused} refused{repeated, plural, =0 {} one {, # person more than once} other {, # people more than once}}',
  'slack.home.weeks.partial':
    'The earliest of these weeks may have had more: only the latest 5,000 events are counted.',

  'slack.home.history': '*History*',
  'slack.home.history.none': 'No entries.',
  'slack.home.filter.all': 'Everything',
  'slack.home.filter.mine': 'Done by me',
  'slack.home.filter.refused': 'Refused',
  'slack.home.someone': 'someone',
  'slack.home.event': '{time}: {what}',
  'slack.home.event.request.refused':
    ':no_entry: {asked, select, code {*{by}* asked for a code for *{name}* and was refused.} other {*{by}* was refused a look.}}',
  'slack.home.event.request.approved': '*{by}* approved a code for *{name}*.',
  'slack.home.event.request.rejected': ':no_entry: *{by}* rejected a code for *{name}*.',
  'slack.home.event.request.glass_broken': ':rotating_light: *{by}* broke the glass for *{name}*.',
  'slack.home.event.request.glass_rehearsed': '*{by}* rehearsed break-glass for *{name}*.',
  'slack.home.event.review.closed': '*{by}* closed the review of the break-glass for *{name}*.',
  'slack.home.event.review.escalated': ':warning: The break-glass for *{name}* is still not reviewed.',
  'slack.home.event.request.expired': 'A request for *{name}* expired.',
  'slack.home.event.approval.refused': ':no_entry: An approval for *{name}* was refused.',
  'slack.home.event.code.delivered': ':key: *{by}* issued a code for *{name}*.',
  'slack.home.event.code.redeemed': ':white_check_mark: *{name}* used a code.',
  'slack.home.event.code.revoked': 'A code for *{name}* was revoked.',
  'slack.home.event.code.expired': 'A code for *{name}* expired without being used.',
  'slack.home.event.code.disowned': ':rotating_light: *{name}* said “This wasn’t me”.',
  'slack.home.event.revoke.refused': ':no_entry: Revoking a code for *{name}* was refused.',
  'slack.home.event.redeem.frozen': ':lock: Codes for *{name}* were locked for a while: too many wrong ones.',
  'slack.home.event.redeem.disabled': ':lock: Codes for *{name}* were locked until someone unlocks them.',
  'slack.home.event.redeem.unlocked': 'Codes for *{name}* were unlocked.',
  'slack.home.event.unlock.refused': ':no_entry: Unlocking *{name}* was refused.',
  'slack.home.event.identity.conflict':
    ':warning: The Slack account of *{name}* no longer agrees with the directory.',
  'slack.home.event.conflict.resolved': 'A conflict over *{name}* was resolved.',
  'slack.home.event.organization.policy_changed': 'The policy was changed.',
} as const satisfies Record<`slack.home${string}`, string>;
