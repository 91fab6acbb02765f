/** **This wasn’t me**. */
export const slackDisown = {
  'slack.disown.nothing_revoked': 'Nothing was revoked.',
  'slack.disown.text': 'We alerted your administrators.',
  'slack.disown.text.used': 'Your code was used. Change your password now.',
  'slack.disown.used': ':rotating_light: *Your code was used {when}.*',
  'slack.disown.sign_in_stopped': 'The sign-in with it wasn’t finished. We stopped it.',
  'slack.disown.ended':
    ':white_check_mark: *The code generated for you {time} no longer works.* {issuer} generated it.',
  'slack.disown.over': 'The code in this message, from {time}, had already stopped working. {state}',
  'slack.disown.requests_cancelled':
    '{count, plural, one {We cancelled a request for another code.} other {We cancelled # requests for other codes.}}',
  'slack.disown.alerted': 'We alerted {people}.',
  'slack.disown.no_one': '{organization} has no one we could alert.',
  'slack.disown.channel': 'the security channel',
  'slack.disown.next.used': '*Change your password now*, and call your administrator.',
  'slack.disown.next': 'If anyone asked you for a password or a code, change your password now.',
  'slack.disown.before':
    ':information_source: You already reported this {time}. {state} We alerted your administrators then.',
  'slack.disown.before.used':
    'If you haven’t changed your password yet, change it now. Then call your administrator.',
  'slack.disown.before.next': 'No code works for your account now.',

  'slack.disowned': '{name} says: “This wasn’t me.”',
  'slack.disown.frozen': '*{names} can’t issue codes* until an Owner has looked.',

  'slack.disowned.title': ':rotating_light: *{name} says: “This wasn’t me.”* ({login})',
  'slack.disowned.issued': '{you, select, yes {You} other {{by}}} generated the backup code {time}.',
  'slack.disowned.reason': 'Reason: {reason}',
  'slack.disowned.live': '*The code was live. It no longer works.*',
  'slack.disowned.used': '*The code was used {when}. End {name}’s sessions now.*',
  'slack.disowned.over': '*{state}*',
  'slack.disowned.sign_in_stopped': 'A sign-in with it wasn’t finished. We stopped it.',
  'slack.disowned.newer':
    '*A newer code, from {time}, was live. It no longer works.* {you, select, yes {You} other {{by}}} generated it.',
  'slack.disowned.requests_cancelled':
    '{count, plural, one {We cancelled an open request for another code.} other {We cancelled # open requests for other codes.}}',
  'slack.disowned.next.yours':
    'The caller may be an impostor. Stop the call, and tell your security team who called and what they said.',
  'slack.disowned.next': 'Call {name}, and ask {issuer} who called.',
  'slack.disowned.next.operator': 'Call {name}, and ask the operator who generated the code who called.',
  'slack.disowned.frozen':
    ':snowflake: *{names} can’t issue codes until an Owner has looked.* Call them and {name} before you release anyone.',
  'slack.disowned.frozen.you':
    ':snowflake: *You can’t issue codes until an Owner has looked.* That doesn’t mean you did anything wrong: your account may have been misused. An Owner will call you, and can release you.',
  'slack.disowned.unfreezable': '*{names} can still issue codes*, because no other Owner could release them.',
  'slack.disowned.codes':
    '{count, plural, one {Another code of theirs still works} other {# other codes of theirs still work}}.',
  'slack.disowned.presses': '{name} has said this {count} times in 30 days.',
  'slack.disowned.history': 'Code `{id}`. Every step: `backupcode audit list`.',
  'slack.disowned.request':
    ':rotating_light: *{name} says: “This wasn’t me.”* Your request for a backup code for them was cancelled {time}.',
} as const satisfies Record<`slack.disown${string}`, string>;
