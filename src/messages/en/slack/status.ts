/** `/backupcode status @name`, and the button that revokes. */
export const slackStatus = {
  'slack.status.help': 'check their newest code, and see what was tried',
  'slack.status.question': 'Whose code?',
  'slack.status.refused': 'No code was looked up.',
  'slack.status.none': 'No backup code has been issued for {name}.',
  'slack.status': 'Newest backup code for {name}',
  'slack.status.line': '*Newest backup code for {name}:* {state}',
  'slack.status.enrolled': 'A new second factor was set up {time}.',
  'slack.status.disowned':
    ':rotating_light: *{name} said “This wasn’t me”* {time}, about the code from {createdAt}.',
  'slack.status.generated': 'Generated {time} by {issuer}. The code itself can’t be shown again.',
  'slack.status.tried': 'Refused attempts since {since}: {counts}. The last one was {lastAt}.',
  'slack.status.tried.cut': 'Refused attempts since {since}: at least {counts}. The last one was {lastAt}.',
  'slack.status.locked':
    ':lock: *Locked* after too many wrong codes, until someone runs `/backupcode unlock @name`.',
  'slack.status.locked_for':
    ':hourglass: *Locked* after wrong codes, for another {wait}. To end it now: `/backupcode unlock @name`.',
  'slack.status.attempt.wrong_code': '{count} wrong',
  'slack.status.attempt.mistyped': '{count} mistyped',
  'slack.status.attempt.used': '{count} already used',
  'slack.status.attempt.expired': '{count} expired',
  'slack.status.attempt.not_started': '{count} too early',
  'slack.status.attempt.superseded': '{count} replaced by a newer one',
  'slack.status.attempt.revoked': '{count} revoked',
  'slack.status.attempt.undelivered': '{count} not shown yet',
  'slack.status.attempt.user_not_confirmed': '{count} for an inactive account',
  'slack.status.attempt.locked': '{count} turned away while locked',

  'slack.revoke.help': 'end the code that they have now',
  'slack.revoke.question': 'Whose code?',
  'slack.revoke.ask': 'Revoke the backup code for {name}?',
  'slack.revoke.ask.title': '*Revoke the backup code for {name}?*',
  'slack.revoke.facts': '{state} Issued {time} by {issuer}.',
  'slack.revoke.ask.terms':
    'It stops working immediately, and {name} is notified. This can’t be undone, but you can issue a new one.',
  'slack.revoke.nothing':
    ':information_source: *There is nothing to revoke:* no backup code for {name} works now.',
  'slack.revoke.refused': 'Nothing was revoked.',
  'slack.revoke_issued.none':
    ':information_source: None of the codes that *{name}* issued work any longer. Nothing was revoked.',
  'slack.revoke_issued.done':
    ':white_check_mark: You revoked {count, plural, one {the code} other {# codes}} that *{name}* issued. {count, plural, one {It no longer works} other {They no longer work}}.',
  'slack.revoke_issued.notified':
    '{count, plural, one {The person it was for was notified} other {The people they were for were notified}}.',
  'slack.revoke.done':
    ':white_check_mark: You revoked the backup code for *{name}* {time}. It no longer works.',
  'slack.revoke.notified': '{name} was notified.',
  'slack.revoke.redeemed': ':warning: *Too late: {name}’s code was used* {when}. Nothing was revoked.',
  'slack.revoke.redeemed.next': 'If that wasn’t {name}, end their sessions and reset their password now.',
  'slack.revoke.superseded':
    ':information_source: A newer code replaced {name}’s code {time}. Nothing was revoked.',
  'slack.revoke.superseded.next': 'To revoke the newer one: `/backupcode status @name`.',
  'slack.revoke.expired':
    ':information_source: {name}’s code had already expired {until}. Nothing was revoked.',
  'slack.revoke.disowned':
    ':rotating_light: *{name} already ended this code* {time}: “This wasn’t me.” Stop the call: the caller may be an impostor.',
  'slack.revoke.revoked': ':information_source: {by} already revoked {name}’s code {time}.',
  'slack.revoke.revoked_by_system':
    ':information_source: {name}’s code was already revoked automatically {time}.',
} as const satisfies Record<`slack.${'status' | 'revoke'}${string}`, string>;
