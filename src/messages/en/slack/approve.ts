/** A second person approves or rejects. */
export const slackApprove = {
  'slack.approve.no_approver': 'No one can approve this.',
  'slack.approve.no_approver.line':
    ':no_entry: *No one can approve a code for {name}.* It takes a confirmed Organization Owner or Admin, other than you and {name}, with an email address on a verified domain.',
  'slack.approve.no_approver.next': 'Ask an operator to add one: `backupcode directory import`.',
  'slack.approve.waiting': 'Waiting for approval of a backup code for {name}.',
  'slack.approve.waiting.line': ':hourglass: *Waiting for approval* of a backup code for {name}.',
  'slack.approve.asked': 'I asked {approvers} by direct message.',
  'slack.approve.asked_before': 'You asked for it {time}.',
  'slack.approve.waiting.next':
    'I’ll send you a direct message when someone decides. The request expires {until}.',
  'slack.approve.nothing_decided': 'Nothing was decided.',
  'slack.approve.you_approved':
    ':white_check_mark: You *approved* the backup code for *{name}* that {requester} asked for.',
  'slack.approve.you_rejected':
    ':no_entry: You *rejected* the backup code for *{name}* that {requester} asked for.',
  'slack.approve.you_counted':
    'You approved a code for {name}, as {requester} asked. {given, plural, one {# person has} other {# people have}} approved so far; {required} have to.',
  'slack.approve.you_counted.next': '{requester} is notified once the last of them has approved.',
  'slack.approve.notified': '{requester} was notified.',

  'slack.approve.reject.title': 'Reject the request',
  'slack.approve.reject.intro':
    '*Reject the backup code for {name} that {requester} asked for?* No code is generated.',
  'slack.approve.reject.reason': 'Why do you reject it?',
  'slack.approve.reject.hint':
    '{requester} and your security team read this. Don’t write a password or a code here.',
  'slack.approve.reject.missing': 'Give a reason: the person who asked has to know what to do next.',

  'slack.approve.ask': '{requester} asks you to approve a backup code for {name}.',
  'slack.approve.ask.reminder':
    ':hourglass: A reminder: {requester} is still waiting for a decision about a backup code for *{name}*.',
  'slack.approve.ask.reminder.next':
    'Decide in my earlier message above, or on my Home tab. The request expires {until}.',
  'slack.approve.ask.escalation':
    'The people I asked first didn’t decide in time, so I’m asking you. {requester} is still waiting.',
  'slack.approve.ask.title': '*Approve a backup code for {name}?* {requester} ({mention}) asks for it.',
  'slack.approve.ask.facts': '{name} is *{role}* ({login}). Reason: {reason}.',
  'slack.approve.ask.caution':
    ':telephone_receiver: Before you approve, speak to {requester} *and* make sure that {name} is really locked out.',
  'slack.approve.ask.words':
    ':speech_balloon: {requester} and {name} have these two words: *{words}*. Let each of them tell you the words; don’t say them first.',
  'slack.approve.ask.in_place':
    ':bust_in_silhouette: You’re asked in {giver}’s place. Together you count as one person.',
  'slack.approve.ask.several':
    'This takes approval by {required} different people. Yours counts as one of them.',
  'slack.approve.ask.terms': 'You won’t see the code. The request expires {until}.',
  'slack.approve.confirm': 'Approve?',
  'slack.approve.confirm.text': 'By approving you confirm that it’s genuine. Your name is logged.',

  'slack.approve.granted': 'Your request for {name} was approved.',
  'slack.approve.granted.title':
    ':white_check_mark: *{by} approved your request for a backup code for {name}.*',
  'slack.approve.granted.next':
    '*Continue* shows the button that generates the code, as often as you need it. The request expires {until}.',
  'slack.approve.denied': ':no_entry: {by} *rejected* your request for a backup code for *{name}*.',
  'slack.approve.denied.next': 'No code was generated. Talk to {by} before you ask again.',
  'slack.approve.denied.next.unknown': 'No code was generated.',
} as const satisfies Record<`slack.approve.${string}`, string>;
