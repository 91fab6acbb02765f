/** `/backupcode @name`: the prompt, the code, and how a request ends. */
export const slackIssue = {
  'slack.issue.help': 'generate a one-time code for someone who lost their second factor',
  'slack.issue.question': 'Who needs a code?',
  'slack.issue.refused': 'No code was generated.',

  'slack.prompt': 'Backup code for {name}: please confirm.',
  'slack.prompt.generate': '*Generate a one-time backup code for {name}?*',
  'slack.prompt.ask': '*Ask for approval of a backup code for {name}?*',
  'slack.prompt.person': '*Person*\n{mention} ({login})',
  'slack.prompt.role': '*Role*\n{role}',
  'slack.prompt.domain': '*Domain*\n{domain}, verified',
  'slack.prompt.reason': '*Reason*\n{reason}',
  'slack.prompt.caution':
    ':telephone_receiver: *First make sure it’s {name}.* Call them on a number you already have, or see them in person. The caller may be an impostor. That’s how accounts get stolen.',
  'slack.prompt.replaces': ':warning: {name} has a code that works until {until}. *A new one replaces it.*',
  'slack.prompt.needs_approval':
    '{by, select, role {{name} is *{role}*, so {approvals, plural, one {another person has} other {# other people have}} to approve.} other {{approvals, plural, one {*Another person* has} other {*# other people* have}} to approve.}}',
  'slack.prompt.terms':
    'The code works once, for {duration}, in place of the second factor only. {name} is notified. This request expires {until}.',

  'slack.continue': 'Continue in your direct message with me.',
  'slack.continue.link':
    ':arrow_right: *<{link}|Continue in your direct message with me>* to get a backup code for {name}.',
  'slack.continue.lost': 'Nothing there? Type `/backupcode @name` in that conversation.',
  'slack.continue.failed':
    ':no_entry: *No code was generated for {name}.* I couldn’t write to your direct message with me (`{why}`).',
  'slack.continue.failed.next':
    'Try again in a minute, or open me under *Apps* in Slack’s sidebar and type `/backupcode @name` there.',

  'slack.reveal': 'Backup code for {name}. Only you can see it.',
  'slack.reveal.title': '*Backup code for {name}*\nOnly you can see this. It won’t be shown again.',
  'slack.reveal.read_out': 'To read it out:\n{spelling}',
  'slack.reveal.terms':
    'Works *once*, until *{until}*, in place of the second factor. Read it out on a call you placed yourself. Never send it by chat or email.',
  'slack.reveal.replaced': ':warning: {name}’s earlier code no longer works.',
  'slack.reveal.hides':
    'Hides itself in {seconds, plural, one {# second} other {# seconds}}. {name} is notified that a code was issued.',
  'slack.reveal.failed':
    ':warning: *I couldn’t show the code safely, so I revoked it.* If you see one, it doesn’t work.',
  'slack.reveal.failed.next': 'Run `/backupcode` again.',
  'slack.reveal.unknown':
    ':warning: *Something went wrong on our side. The code you saw may or may not work.* Don’t use it.',
  'slack.reveal.unknown.next': 'Run `/backupcode status @name`, revoke the code, and generate a new one.',

  'slack.hidden': ':lock: The code is hidden. It can’t be shown again.',
  'slack.hidden.next': 'To check or revoke it: `/backupcode status @name`.',
  'slack.hidden.live': 'Backup code for {name}, hidden.',
  'slack.hidden.live.line': ':lock: *The backup code for {name} is hidden.* It can’t be shown again.',
  'slack.hidden.over': 'The backup code for {name} no longer works.',
  'slack.hidden.revoked_by_you':
    ':white_check_mark: You revoked the backup code for *{name}* {time}. It no longer works.',
  'slack.hidden.redeemed':
    ':white_check_mark: *The backup code for {name} was used* {when}. It can’t be used again.',
  'slack.hidden.disowned':
    ':rotating_light: *{name} said “This wasn’t me”* {time}. The code no longer works. Stop the call: the caller may be an impostor.',
  'slack.hidden.other': ':no_entry: *The backup code for {name} no longer works.* {state}',
  'slack.hidden.generated': 'Generated {time}.',
  'slack.hidden.reason': 'Reason: {reason}.',

  'slack.generated_before': 'You already generated a backup code for {name}.',
  'slack.generated_before.line':
    ':information_source: *You already generated a backup code for {name}* {time}. {state}',
  'slack.generated_before.next':
    'A code can’t be shown again. If you need a new one, run `/backupcode @name`.',

  'slack.cancelled':
    ':no_entry: You cancelled the request for a backup code for {name} {time}. No code was generated.',

  'slack.ending.nothing': 'No code was generated.',
  'slack.ending.pending': ':hourglass: The backup code for *{name}* is waiting for approval.',
  'slack.ending.approved':
    ':white_check_mark: {you, select, yes {You} other {{by}}} {late, select, yes {already } other {}}*approved* the backup code for *{name}* {time}.',
  'slack.ending.approved.yours': 'To generate it, use the button in your direct message with me.',
  'slack.ending.approved.theirs': '{requester} can generate it now.',
  'slack.ending.approved.by': '{you, select, yes {You} other {{by}}} approved it {time}.',
  'slack.ending.rejected':
    ':no_entry: {you, select, yes {You} other {{by}}} {late, select, yes {already } other {}}*rejected* the backup code for *{name}* {time}.',
  'slack.ending.fulfilled':
    ':white_check_mark: {you, select, yes {You} other {{by}}} {late, select, yes {already } other {}}*generated* the backup code for *{name}* {time}.',
  'slack.ending.cancelled':
    ':no_entry: {you, select, yes {You} other {{by}}} {late, select, yes {already } other {}}*cancelled* the request for a backup code for *{name}* {time}.',
  'slack.ending.disowned':
    ':rotating_light: {you, select, yes {You} other {{by}}} said “This wasn’t me” {time}. That cancelled the request for a backup code for *{name}*.',
  'slack.ending.disowned.next': 'No code was generated. The caller may be an impostor.',
  'slack.ending.not_allowed':
    ':no_entry: The request for a backup code for *{name}* ended {time}, because it was no longer allowed.',
  'slack.ending.not_allowed.next':
    'No code was generated. Run `/backupcode @name` to see what stands in the way.',
  'slack.ending.frozen':
    ':snowflake: The request for a backup code for *{name}* ended {time}, because issuing was frozen.',
  'slack.ending.frozen.next': 'No code was generated. Ask an Organization Owner what happened.',
  'slack.ending.expired':
    ':hourglass: The request for a backup code for *{name}* expired {time}. No code was generated.',
  'slack.ending.expired.next': 'If the code is still needed, run `/backupcode @name` again.',
} as const satisfies Record<`slack.${string}`, string>;
