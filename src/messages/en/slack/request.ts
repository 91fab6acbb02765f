/**
 * `/backupcode request`: someone who is locked out asks for help. `self` is `yes` where the reader is the person it is for, who is otherwise
 * `name`; `own` is `yes` where the person asked for themselves.
 */
export const slackRequest = {
  'slack.request.help': 'ask for help: you are locked out, or someone who reports to you is',
  'slack.request.question': 'Who is locked out?',
  'slack.request.refused': 'No one was put into the queue.',

  'slack.button.ask_help': 'Ask for help',
  'slack.button.take': 'Take',
  'slack.button.give_back': 'Give back',
  'slack.button.decline': 'Decline',
  'slack.button.open_prompt': 'Generate code…',

  'slack.request.form.title': 'Ask for help',
  'slack.request.form.intro':
    'You join the queue, and an administrator calls you. Never enter a password or a code here.',
  'slack.request.form.reason': 'What happened?',
  'slack.request.form.example': 'Lost my phone',

  'slack.request.asked':
    '{self, select, yes {You are} other {{name} is}} number {position} in the queue for help.',
  'slack.request.asked.title':
    ':raising_hand: *{self, select, yes {You are} other {{name} is}} number {position} in the queue for help.*',
  'slack.request.before':
    ':information_source: *{self, select, yes {You are} other {{name} is}} already in the queue, as number {position}.*',
  'slack.request.next':
    '*What happens next:* An administrator will call {self, select, yes {you} other {{name}}} on the number in your company’s directory, and check who is on the phone.{self, select, yes { Stay near that phone.} other {}}',
  'slack.request.never':
    'No one from IT will ever ask for a password or a code. If a caller does, hang up. Your place is kept until {until}.',

  'slack.request.told': 'Help was asked for, for your account.',
  'slack.request.told.own':
    ':raising_hand: *You asked for help because you are locked out.* You are number {position} in the queue. An administrator will call you on the number in your company’s directory.',
  'slack.request.told.manager':
    ':raising_hand: *{asker} asked for help for you,* because you are locked out. You are number {position} in the queue. An administrator will call you on the number in your company’s directory.',
  'slack.request.told.reason': 'Reason: {reason}.',
  'slack.request.told.next':
    '{own, select, yes {If you didn’t ask, press the button: someone may be using your Slack.} other {If you aren’t locked out, press the button.}} {open, select, yes {That takes you out of the queue and alerts your administrators.} other {That alerts your administrators.}} No one from IT will ever ask you for a password or a code.',
  'slack.request.disown.confirm': 'This wasn’t you?',
  'slack.request.disown.confirm.text':
    'You leave the queue, open requests for a code for you end, and your administrators are alerted.',

  'slack.request.taken':
    ':telephone_receiver: *{taker} is taking care of {self, select, yes {you and will call you} other {{name} and will call}}* on the number in your company’s directory.',
  'slack.request.taken.words':
    'I sent you two words in another message. The caller has to tell you both before anything else. If they can’t, hang up.',
  'slack.request.taken.next':
    'No one from IT will ever ask you for a password or a code. If a caller does, hang up.',
  'slack.request.given_back':
    ':hourglass: *{self, select, yes {You’re waiting} other {{name} is waiting}} again,* as number {position}. Someone else will take care of it.',
  'slack.request.declined':
    ':no_entry: *{by} declined the request for help{self, select, yes {} other { for {name}}}.* Reason: {reason}.',
  'slack.request.declined.next': 'If help is still needed, talk to {by}, or call or visit your help desk.',
  'slack.request.cancelled':
    ':no_entry: *{by} cancelled the request for help{self, select, yes {} other { for {name}}}.*',
  'slack.request.cancelled.next': 'To ask again: `/backupcode request`.',
  'slack.request.closed':
    ':no_entry: *Your organization no longer takes requests for help in Slack,* so {self, select, yes {yours} other {the one for {name}}} ended.',
  'slack.request.closed.next': 'If help is still needed, call or visit your help desk.',
  'slack.request.expired':
    ':hourglass: *The request for help{self, select, yes {} other { for {name}}} expired.* It was made {time}, and no code was issued.',
  'slack.request.expired.next':
    'If help is still needed, type `/backupcode request` again, or call or visit your help desk.',

  'slack.request.waiting': '{name} is locked out and needs help.',
  'slack.request.waiting.title': ':raising_hand: *{name} is locked out and needs help.*',
  'slack.request.waiting.facts':
    '{own, select, yes {{name} asked in Slack} other {{asker}, the manager, asked for {name}}} {time}. Reason: {reason}.',
  'slack.request.waiting.next':
    'This proves nothing about who asked. To see everyone who is waiting: `/backupcode list queue`, or my Home tab. I’ll write again when someone joins an empty queue.',
  'slack.request.helper.cancelled':
    ':no_entry: *{name} no longer needs your help.* {by} cancelled the request {time}.',
  'slack.request.helper.cancelled.next': 'If you have a prompt open for {name}, cancel it.',
  'slack.request.helper.disowned':
    ':rotating_light: *{name} said “This wasn’t me”* about the request for help that you took.',
  'slack.request.helper.disowned.next':
    'Stop the call: the caller may be an impostor. Open requests for a code for {name} were cancelled.',

  'slack.request.alarm': '{name} didn’t ask for help.',
  'slack.request.alarm.title':
    ':rotating_light: *{name} said “This wasn’t me”* about a request for help for their account.',
  'slack.request.alarm.own':
    'It was made {time} from {name}’s own Slack account. Someone may be using it: call {name}, and sign the account out of Slack everywhere.',
  'slack.request.alarm.manager':
    'It was made {time} by {asker}, the manager in the directory. Call both: it may be a mistake, or someone may be using {asker}’s Slack account.',
  'slack.request.alarm.next':
    'Open requests for a code for {name} were cancelled. To see whether a code was issued: `/backupcode status @name`.',

  'slack.request.now.waiting':
    ':raising_hand: {self, select, yes {You’re waiting} other {*{name}* is waiting}} for help, as number {position}.',
  'slack.request.now.taken':
    ':telephone_receiver: {you, select, yes {You’re} other {{by} is}} taking care of {self, select, yes {you} other {*{name}*}}.',
  'slack.request.now.done':
    ':white_check_mark: {you, select, yes {You} other {{by}}} issued a code for {self, select, yes {you} other {*{name}*}} {time}.',
  'slack.request.now.declined':
    ':no_entry: {you, select, yes {You} other {{by}}} declined {self, select, yes {your request for help} other {the request for help for *{name}*}} {time}.',
  'slack.request.now.withdrawn':
    ':no_entry: {you, select, yes {You} other {{by}}} cancelled {self, select, yes {your request for help} other {the request for help for *{name}*}} {time}.',
  'slack.request.now.disowned':
    ':rotating_light: {self, select, yes {You} other {*{name}*}} said “This wasn’t me” {time}. That ended the request for help.',
  'slack.request.now.not_allowed':
    ':no_entry: {self, select, yes {Your request for help} other {The request for help for *{name}*}} ended {time}, because an account it depends on is no longer active.',
  'slack.request.now.switched_off':
    ':no_entry: {self, select, yes {Your request for help} other {The request for help for *{name}*}} ended {time}: your organization switched the queue off.',
  'slack.request.now.expired':
    ':hourglass: {self, select, yes {Your request for help} other {The request for help for *{name}*}} expired {time}.',
  'slack.request.late': 'Nothing was changed.',

  'slack.request.gave_back':
    ':leftwards_arrow_with_hook: You gave back the request for help for *{name}*. {name} is waiting again, as number {position}.',
  'slack.request.disowned':
    ':white_check_mark: *You left the queue, and we alerted your administrators.*{count, plural, =0 {} one { One open request for a code for you was cancelled.} other { # open requests for a code for you were cancelled.}}',
  'slack.request.disowned.before':
    ':information_source: You already reported this {time}. We alerted your administrators.',
  'slack.request.disowned.next':
    'If anyone asked you for a password or a code, change your password now. If you didn’t ask for help yourself, sign out of Slack on all devices.',

  'slack.request.decline.title': 'Decline the request',
  'slack.request.decline.intro': '*{name} leaves the queue without help,* and reads your reason.',
  'slack.request.decline.reason': 'Why?',
  'slack.request.decline.example': 'Come to the help desk with your badge',
  'slack.request.decline.gone': 'This request for help isn’t open for you. Nothing was changed.',

  'slack.request.queue': 'People waiting for help',
  'slack.request.queue.title': '*People waiting for help* ({count})',
  'slack.request.queue.none': 'No one is waiting for help.',
  'slack.request.queue.entry':
    '*{place}{name}*, {role}. {own, select, yes {Asked} other {{asker}, the manager, asked}} {time}. Reason: {reason}.',
  'slack.request.queue.taken': '{you, select, yes {You’re} other {{by} is}} taking care of it.',
  'slack.request.queue.more': 'and {count} more',
  'slack.request.queue.next':
    'First come, first served. A request proves nothing about who made it: call the number in your company’s directory.',
  'slack.request.own':
    ':raising_hand: {self, select, yes {*You are number {position}* in the queue for help.} other {*{name} is number {position}* in the queue for help.}}',
} as const satisfies Record<`slack.${string}`, string>;
