/** `/backupcode policy`: what the organization has decided, in plain words. */
export const slackPolicy = {
  'slack.policy.help': 'what your organization has decided about codes',
  'slack.policy.question': 'What do you need?',
  'slack.policy.refused': 'The policy wasn’t shown.',
  'slack.policy.title': 'Policy of {organization}',
  'slack.policy.change':
    'To change limits, how much a code needs and which warning signs count: *Change the policy* in my Home tab. An operator changes the rest: `backupcode policy set NAME=VALUE`; `backupcode policy show` lists the names.',
  'slack.policy.change.owners': 'To change it, ask an Organization Owner: {owners}.',

  'slack.policy.who': 'Who may issue',
  'slack.policy.who.owner': 'Owners: for {roles}.',
  'slack.policy.who.admin': 'Admins: for {roles}.',
  'slack.policy.who.no_one': 'Admins: for no one.',
  'slack.policy.help_desk.off': 'The help desk: for no one.',
  'slack.policy.help_desk.allow': 'The help desk, with a verified caller: for members of {people}.',
  'slack.policy.help_desk.limit':
    'The help desk, with a verified caller and at least one approval: for members of {people}.',
  'slack.policy.help_desk.deny': 'The help desk never for members of {people}.',
  'slack.policy.help_desk.caps':
    'A code of the help desk works for {minutes, plural, one {# minute} other {# minutes}} at most. Each of them may ask for {count, plural, one {# code} other {# codes}} an hour.',
  'slack.policy.managers':
    'Managers, with a verified caller and at least one approval: for members who report to them.',
  'slack.policy.who.never': 'No one issues a code for themselves, and no Admin issues for an Owner.',

  'slack.policy.before': 'Before a code is issued',
  'slack.policy.before.reason':
    '{required, select, yes {A reason must be given.} other {A reason may be given.}}',
  'slack.policy.before.standard': 'For everyone else: {needs}.',
  'slack.policy.before.privileged': 'For {roles}: {needs}.',
  'slack.policy.before.executive': 'For members of {groups}: {needs}.',
  'slack.policy.needs': '{verifications} and {approvals}',
  'slack.policy.needs.verifications':
    '{count, plural, =0 {no verification of the caller} one {one verification of the caller} other {# verifications of the caller}}',
  'slack.policy.needs.approvals':
    '{count, plural, =0 {no approval} one {one approval} other {approvals by # people}}',
  'slack.policy.approvers': 'Who may approve: {approvers}',
  'slack.policy.approvers.manager': 'the person’s manager',
  'slack.policy.approvers.groups': 'members of {groups}',
  'slack.policy.approvers.fallback': 'after {duration} also {approvers}',

  'slack.policy.code': 'The code',
  'slack.policy.code.life': 'It works once, for {duration}.',
  'slack.policy.code.choice':
    'The person who issues it can let it work for up to {duration}{days, plural, =0 {} one {, and start up to # day later} other {, and start up to # days later}}.',
  'slack.policy.code.reminder': 'They are reminded {duration} before it expires, if it wasn’t used.',
  'slack.policy.code.shown':
    '{where, select, prompt {It’s shown where the command was typed} other {It’s shown in the direct message with me}}, and hides itself after {duration}.',
  'slack.policy.code.waits': 'A request waits {request} for its requester, and {approval} for approval.',

  'slack.policy.from': 'Where codes come from',
  'slack.policy.from.group': 'For members of {group}: {provider}.',
  'slack.policy.from.domain': 'For addresses at {domain}: {provider}.',
  'slack.policy.from.tier':
    'For {tier, select, standard {people who are neither privileged nor executives} privileged {privileged people} other {executives}}: {provider}.',
  'slack.policy.from.everyone': '{place, select, only {For everyone} other {For everyone else}}: {provider}.',
  'slack.policy.from.rest': 'For everyone else: Backupcode itself.',
  'slack.policy.from.first': 'If several of these fit a person, the first one counts.',
  'slack.policy.from.own': 'Backupcode itself',
  'slack.policy.from.gone': 'a provider that is no longer set up, so they get none',
  'slack.policy.from.more':
    '{count, plural, one {# more rule} other {# more rules}}: an operator lists them with `backupcode policy show`.',
  'slack.policy.from.sessions':
    '“This wasn’t me” also ends the person’s sessions there, where the provider can.',

  'slack.policy.limits': 'Limits',
  'slack.policy.limits.requests':
    '{requester, plural, one {# request} other {# requests}} an hour by one person, {target} a day for one person, {organization} an hour in all.',
  'slack.policy.limits.burst': 'More than {count} requests in {duration} wait until two people have looked.',

  'slack.policy.wrong': 'Wrong codes',
  'slack.policy.wrong.delay':
    'After {count, plural, one {# wrong code} other {# wrong codes}} in a row, each further try waits longer, up to {duration}.',
  'slack.policy.wrong.burst':
    '{count} wrong codes in {window} lock a person’s codes for {duration}, and alert you.',
  'slack.policy.wrong.max': '{count} wrong codes in a row lock them until someone unlocks them.',

  'slack.policy.notices': 'Notices',
  'slack.policy.notices.channel': 'Every code and alarm is posted to {channel}.',
  'slack.policy.notices.no_channel': 'There is no security channel. Owners get alarms by direct message.',
  'slack.policy.notices.without_slack':
    'People without a Slack account can get a code, and are notified by email.',
  'slack.policy.notices.enrolment':
    '{required, select, yes {If no new second factor is reported within a day, the person who issued the code is reminded.} other {No one is reminded to set up a new second factor.}}',
} as const satisfies Record<`slack.policy.${string}`, string>;
