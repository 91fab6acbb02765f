/** `/backupcode freeze` and `unfreeze`, their buttons, and what everyone is told of it. `by` is a name. */
export const slackFreeze = {
  'slack.freeze.help': 'stop all issuing, in an emergency (Owners)',
  'slack.freeze.question': 'Why should issuing stop?',
  'slack.freeze.refused': 'Nothing was frozen.',
  'slack.freeze.ask': 'Freeze all issuing of {organization}?',
  'slack.freeze.ask.title': ':snowflake: *Freeze all issuing of {organization}?*',
  'slack.freeze.ask.effect':
    'No one can ask for, approve or generate a code, operators included. {open, plural, =0 {No request is open.} one {The open request ends.} other {The # open requests end.}}',
  'slack.freeze.ask.reason': 'Reason: {reason}',
  'slack.freeze.codes':
    '{count, plural, =0 {No issued code works now.} one {One issued code still works and can be used.} other {# issued codes still work and can be used.}}',
  'slack.freeze.ask.terms': 'Two people have to agree before issuing resumes. Your name is logged.',
  'slack.freeze.confirm': 'Freeze all issuing?',
  'slack.freeze.confirm.text':
    'No one can ask for, approve or generate a code until two people agree to unfreeze. Codes that were issued before still work.',
  'slack.freeze.done': ':snowflake: *You froze all issuing* {time}.',
  'slack.freeze.done.ended':
    '{count, plural, =0 {No request was open.} one {One open request ended; its requester was notified.} other {# open requests ended; their requesters were notified.}}',
  'slack.freeze.done.next': 'Owners and the security channel are notified. Two people have to unfreeze it.',
  'slack.freeze.before': ':snowflake: *All issuing is already frozen*, since {time}.',
  'slack.freeze.before.next': 'Two people have to unfreeze it: `/backupcode unfreeze`.',

  'slack.revoke_all.confirm': 'Revoke every code?',
  'slack.revoke_all.confirm.text':
    '{count, plural, one {The code that works stops working} other {All # codes that work stop working}} immediately. This can’t be undone. People who are signing in have to ask again.',
  'slack.revoke_all.done':
    ':no_entry: *You revoked {count, plural, one {the one code} other {all # codes}} that worked.* {count, plural, one {The person was notified} other {Everyone concerned was notified}}.',
  'slack.revoke_all.none': ':information_source: No code works any longer. Nothing was revoked.',

  'slack.unfreeze.help': 'resume issuing, together with a second person; or let one person issue again',
  'slack.unfreeze.question': 'Who can issue codes again?',
  'slack.unfreeze.refused': 'Nothing was unfrozen.',
  'slack.unfreeze.confirm': 'Resume issuing?',
  'slack.unfreeze.confirm.text':
    'Only if you know why it was stopped, and that the danger is over. It takes two people. Your name is logged.',
  'slack.unfreeze.proposed':
    ':hourglass: *You asked to resume issuing.* A second person has to agree by {until}.',
  'slack.unfreeze.proposed_before':
    ':hourglass: *You already asked to resume issuing.* A second person has to agree by {until}.',
  'slack.unfreeze.proposed.next':
    '{mayAdmins, select, yes {I notified the Owners and Admins} other {I notified the other Owners}}. One of them has to agree; you can’t agree twice. An operator can agree, too: `backupcode unfreeze`.',
  'slack.unfreeze.done': ':white_check_mark: *Issuing has resumed.* Two people agreed.',
  'slack.unfreeze.done.released':
    '{count, plural, =0 {No request was waiting.} one {One waiting request goes on; its requester was notified.} other {# waiting requests go on; their requesters were notified.}}',
  'slack.unfreeze.not_frozen': ':information_source: *Issuing isn’t frozen.* Nothing was changed.',
  'slack.unfreeze.not_frozen.since': 'It was unfrozen {time}.',

  'slack.release.confirm': 'Let them issue codes again?',
  'slack.release.confirm.text':
    'First call {name}, and the person who said “This wasn’t me”. Your name is logged.',
  'slack.release.done': ':white_check_mark: *{name} can issue codes again.* {name} was notified.',
  'slack.release.not_frozen': ':information_source: *{name}’s issuing isn’t frozen.* Nothing was changed.',

  'slack.frozen': '{by} froze all issuing.',
  'slack.frozen.title': ':snowflake: *{by} froze all issuing.*',
  'slack.frozen.facts':
    'No one can ask for, approve or generate a code. {ended, plural, =0 {No request was open.} one {One open request ended.} other {# open requests ended.}}',
  'slack.frozen.next':
    'Find out what happened before you unfreeze. Two different Owners have to agree; where there is only one, an Owner and an Admin; or an operator with one of them.',

  'slack.held': 'Unusually many backup codes were asked for. Requests are on hold.',
  'slack.held.title':
    ':rotating_light: *More than {count} backup codes were asked for within {minutes} minutes.*',
  'slack.held.facts':
    'Requests are on hold: no code is generated until two people release them. If it’s an attack, freeze all issuing. That ends every request.',
  'slack.held.next': '`/backupcode list` shows who asked. Ask them before you release anything.',
  'slack.held.request': 'Your request for {name} is waiting for review.',
  'slack.held.request.title':
    ':hourglass: *Your request for a backup code for {name} is waiting for review.*',
  'slack.held.request.why':
    'Unusually many codes were asked for, so two people have to look first. I notified the Owners, and I’ll send you a direct message when it can go on.',
  'slack.held.request.terms': 'The request expires {until}.',
  'slack.held.released': 'Your request for {name} can go on.',
  'slack.held.released.title': ':white_check_mark: *Your request for a backup code for {name} can go on.*',

  'slack.all_revoked':
    ':no_entry: *{by} revoked {count, plural, one {the one backup code} other {all # backup codes}} that worked.*',
  'slack.all_revoked.next': 'The people they were for were notified, and those who issued them.',

  'slack.proposed': '{by} wants to resume issuing.',
  'slack.proposed.title':
    '{was, select, hold {:hourglass: *{by} wants to release the requests on hold.*} other {:snowflake: *{by} wants to unfreeze issuing.*}}',
  'slack.proposed.ask':
    'A second person has to agree by {until}. Speak to {by} first, and agree only if you know that the danger is over.',

  'slack.unfrozen':
    ':white_check_mark: *{was, select, hold {Waiting requests go on} other {Issuing has resumed}}.* {proposedBy} proposed it, and {by} agreed.',
  'slack.unfrozen.released':
    '{count, plural, =0 {No request was waiting.} one {One request goes on.} other {# requests go on.}}',

  'slack.issuer_released': ':white_check_mark: *{name} can issue codes again.* {by} released them.',
  'slack.issuer_released.yours': ':white_check_mark: *You can issue codes again.* {by} released you.',
  'slack.issuer_released.yours.next': 'Requests that ended have to be made again: `/backupcode @name`.',

  'slack.request_frozen':
    ':snowflake: *Your request for a backup code for {name} ended* {time}, because issuing was frozen.',
  'slack.request_frozen.next': 'No code was generated. Ask an Organization Owner what happened.',
} as const satisfies Record<`slack.${string}`, string>;
