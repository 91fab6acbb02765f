/** How long a code works, and from when on: what the requester chooses, and the reminder before it expires. */
export const slackTerm = {
  'slack.button.options': 'Options',
  'slack.button.issue_another': 'Issue another',

  'slack.options.title': 'Code options',
  'slack.options.submit': 'Save',
  'slack.options.intro':
    '*How long may {name} use the code, and from when on?* As short as possible is best: the code replaces the second factor.',
  'slack.options.voids': ':warning: If you change anything, everyone has to approve again.',
  'slack.options.lifetime': 'How long it works',
  'slack.options.lifetime.usual': '{duration}, as usual',
  'slack.options.start': 'When it starts to work',
  'slack.options.start.now': 'As soon as it’s generated',
  'slack.options.start.later': 'At the date and time below',
  'slack.options.start_at': 'Date and time',
  'slack.options.start_at.hint':
    'In your time zone, at most {days, plural, one {# day} other {# days}} ahead. The code works that long from then on.',
  'slack.options.start_at.missing': 'Choose a date and a time, or choose “As soon as it’s generated” above.',
  'slack.options.chosen':
    ':white_check_mark: The code for {name} will work for {duration}, as soon as it’s generated.',
  'slack.options.chosen.later':
    ':white_check_mark: The code for {name} will work from {start} until {until}.',
  'slack.options.chosen.next': 'Close this window and go on in your direct message with me.',
  'slack.options.chosen.voided': 'Everyone has to approve again: ask for approval once more.',
  'slack.options.refused': 'Nothing was changed.',

  'slack.prompt.later': ':calendar: *The code works from {start} until {until}.* Before that it’s refused.',
  'slack.reveal.later':
    ':calendar: *Works once, from {start} until {until}*, in place of the second factor. Before that it’s refused.\nHave {name} note the code and the time: it won’t be shown again. Read it out on a call you placed yourself. Never send it by chat or email.',
  'slack.reveal.shortened':
    ':warning: It works for only {duration}: your organization’s policy has changed since you chose.',
  'slack.state.later': 'It works from {start} until {until}.',
  'slack.list.code.later':
    ':key: *{name}:* a code works from {start} until {until}. Issued {time} by {you, select, yes {you} other {{by}}}.',
  'slack.approve.ask.term': 'The code works once, for {duration}, as soon as {requester} generates it.',
  'slack.approve.ask.term.later':
    ':calendar: The code works once, for {duration}: from *{start}* until *{until}*.',
  'slack.ending.changed':
    ':information_source: {requester} changed the request for a backup code for *{name}*. If it still needs your approval, I’ll ask you again.',
  'slack.notice.issuer_lost.code.later': '• for *{name}*, issued {time}, works from {start} until {until}',
  'slack.notice.unused': 'The backup code for {name} is about to expire, unused.',
  'slack.notice.unused.line':
    ':hourglass: *The backup code you generated for {name} hasn’t been used.* It expires {until}.',
  'slack.notice.unused.next':
    'Call {name} if they’re still locked out. *Issue another* starts a new request: everything is checked again, and the new code replaces this one. If it’s no longer needed, revoke it.',
} as const satisfies Record<`slack.${string}`, string>;
