/** `/backupcode who`: who may do what, and why the asker may not. */
export const slackWho = {
  'slack.who.help': 'who may do what here, and why you may not',
  'slack.who.question': 'What do you need?',
  'slack.who.title': 'Who may do what',
  'slack.who.unknown': 'I can’t tell who you are here, so you can’t use codes.',
  'slack.who.you.issuer':
    'You’re *{role}*. You may issue codes for {roles}, see and revoke their codes, and unlock them.',
  'slack.who.you.no_one': 'You’re *{role}*. Your organization lets you issue codes for no one.',
  'slack.who.you.other':
    'You’re *{role}*, so you can’t issue codes: only Organization Owners and Organization Admins can.',
  'slack.who.you.help_desk':
    'You’re *{role}*. You may issue codes for some members, see what became of their codes, and revoke what you issued:',
  'slack.who.you.help_desk_off':
    'You’re *{role}*, so you can’t issue codes: your organization lets the help desk do that for no one.',
  'slack.who.you.manager':
    'You’re *{role}*. You may issue codes only for members who report to you in the directory. Each takes a verified caller and at least one approval.',
  'slack.who.you.also_manager':
    'You may also issue codes for members who report to you in the directory. Each takes a verified caller and at least one approval.',
  'slack.who.you.inactive': 'Your directory account isn’t active, so you can do nothing here.',
  'slack.who.ask':
    'If you’re locked out, or think that you should be able to issue codes, ask an Organization Owner: {owners}.',
  'slack.who.ask.no_owner':
    'Your organization has no active Organization Owner. Tell the people who run Backupcode.',
  'slack.who.owner': '*Organization Owners ({count}):* {names}. They may issue codes for {roles}.',
  'slack.who.admin': '*Organization Admins ({count}):* {names}. They may issue codes for {roles}.',
  'slack.who.none': '*{title}:* none.',
  'slack.who.helpdesk': '*Help desk ({count}):* {names}.',
  'slack.who.managers':
    '*Managers* may issue codes for members who report to them, with a verified caller and at least one approval.',
  'slack.who.count.more': 'more than {count}',
  'slack.who.no_one': 'no one',
  'slack.who.never':
    'No one issues a code for themselves, and no Admin issues for an Owner. `/backupcode policy` says what a code needs.',
} as const satisfies Record<`slack.who.${string}`, string>;
