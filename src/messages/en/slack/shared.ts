/** What several messages in Slack share. Texts are mrkdwn; arguments come escaped. */
export const slackShared = {
  'slack.button.apply': 'Apply',
  'slack.button.approve': 'Approve',
  'slack.button.ask_approval': 'Ask for approval',
  'slack.button.cancel': 'Cancel',
  'slack.button.change': 'Change',
  'slack.button.close': 'Close',
  'slack.button.continue': 'Continue',
  'slack.button.discard': 'Discard',
  'slack.button.disown': 'This wasn’t me',
  'slack.button.freeze': 'Freeze all issuing',
  'slack.button.generate': 'Generate code',
  'slack.button.generate_for': 'Generate code…',
  'slack.button.go_back': 'Go back',
  'slack.button.hide': 'Hide now',
  'slack.button.locked_out': 'I am locked out',
  'slack.button.newer': 'Newer',
  'slack.button.newest': 'Newest',
  'slack.button.next': 'Next',
  'slack.button.older': 'Older',
  'slack.button.reject': 'Reject',
  'slack.rejected_because': 'Rejected because: {reason}.',
  'slack.button.release': 'Let them issue again',
  'slack.button.release_requests': 'Release requests',
  'slack.button.resolve': 'Resolve',
  'slack.button.revoke': 'Revoke',
  'slack.button.revoke_all': 'Revoke all codes',
  'slack.button.revoke_issued': 'Revoke these codes',
  'slack.button.status': 'Status',
  'slack.button.unfreeze': 'Unfreeze',
  'slack.button.unlock': 'Unlock',
  'slack.button.unlock_and_generate': 'Unlock and generate',

  'slack.modal.title': 'Backupcode',
  'slack.modal.working': ':hourglass_flowing_sand: Working on it …',
  'slack.modal.expired':
    ':hourglass: *The form didn’t open in time.* Slack waits three seconds for it. Nothing was done. Press the button again.',
  'slack.modal.failed':
    ':warning: *Slack didn’t open the form* (`{why}`). Nothing was done. Press the button again in a minute.',

  'slack.operator': 'An operator of Backupcode',
  'slack.another_admin': 'Another administrator',
  'slack.no_reason': '_none given_',
  'slack.list.more': '{count} more',

  'slack.time': '{date} at {time}',

  'slack.duration.minutes': '{minutes, plural, one {# minute} other {# minutes}}',
  'slack.duration.hours': '{hours, plural, one {# hour} other {# hours}}',
  'slack.duration.seconds': '{seconds, plural, one {# second} other {# seconds}}',

  'slack.error':
    ':warning: *Something went wrong on our side.* I don’t know whether this was done. Try again in a minute.',
  'slack.error.next':
    'If you see a code, don’t use it unless `/backupcode status @name` says that it works. If this happens again, send this reference to the people who run Backupcode: `{reference}`.',
  'slack.nothing_done': 'Nothing was done.',
  'slack.slow_down': ':hourglass: *Slow down:* try again at {time}.',
  'slack.until': 'This ends {time}.',

  'slack.state.undelivered': 'It’s being shown right now and doesn’t work yet.',
  'slack.state.active': 'It works until {until}.',
  'slack.state.redeemed': 'It was used {when}.',
  'slack.state.revoked': 'It was revoked {when}.',
  'slack.state.superseded': 'A newer code replaced it {when}.',
  'slack.state.expired': 'It expired {until} without being used.',
  'slack.when_at': '{time} at {client}',
  'slack.when_at.from': '{time} at {client} (from {address})',
  'slack.when_at.oidc': '{time} at {client}, over OpenID Connect',

  'slack.lockout.until_unlocked':
    ':lock: *{name}’s codes are locked until someone unlocks them.* There were too many wrong codes, and even the right one is refused. If it wasn’t {name}, treat this as an attack. `/backupcode status @name` shows what was tried.',
  'slack.lockout.for':
    ':lock: *{name}’s codes are locked for another {wait}.* There were too many wrong codes, and even the right one is refused. If it wasn’t {name}, treat this as an attack. `/backupcode status @name` shows what was tried.',
  'slack.lockout.confirm': 'Unlock?',
  'slack.lockout.confirm.text':
    'Codes for {name} can be tried again immediately. First find out who was trying.',

  'slack.revoke_issued.confirm': 'Revoke these codes?',
  'slack.revoke_issued.confirm.text':
    'All codes that {name} issued stop working immediately. This can’t be undone.',
  'slack.revoke.confirm': 'Revoke this code?',
  'slack.revoke.confirm.text':
    'The code for {name} stops working immediately. This can’t be undone, but you can issue a new one.',
} as const satisfies Record<`slack.${string}`, string>;
