/** Risk signals, and how the caller is verified. */
export const slackVerify = {
  'slack.signal.title':
    ':rotating_light: *{count, plural, one {A warning sign. This code needs} other {# warning signs. This code needs}} {needs} because of {count, plural, one {it} other {them}}:*',
  'slack.signal.needs':
    '{verifications, plural, =0 {} one {one way of verifying the caller} other {# ways of verifying the caller}}{both, select, yes { and } other {}}{approvals, plural, =0 {} one {approval by one other person} other {approval by # other people}}',
  'slack.signal.needs.nothing': 'extra care',
  'slack.signal.issued_today':
    '• *{count} codes were issued for {name} within a day.* Someone who keeps losing codes, or keeps asking different people, may be an impostor.',
  'slack.signal.used_minutes_ago':
    '• *{name} used a code less than {minutes} minutes ago.* The person who has the account now may not be the one who calls.',
  'slack.signal.on_leave':
    '• *{name} is away, says their Slack status.* Impostors pick people who are on leave, because they won’t notice.',
  'slack.signal.night': '• *It’s night where {name} is.*',
  'slack.signal.requester_new':
    '• *The person who asks has had their role for less than a week.* A stolen account is often given a role first.',
  'slack.signal.link_new':
    '• *The Slack account of the person who asks was linked less than a day ago.* An attacker’s new account looks like that.',
  'slack.signal.several_requesters':
    '• *Other people asked for a code for {name} within a day.* Callers who are refused try the next administrator. Ask them: `/backupcode status @name` shows who.',
  'slack.signal.wrong_codes':
    '• *Someone tried many wrong codes for {name}.* If it wasn’t {name}, this is an attack.',
  'slack.signal.burst':
    '• *Many codes are being asked for in your organization right now.* Ask your security team whether they know why.',
  'slack.button.verify': 'Verify caller',
  'slack.button.show_number': 'Show number',
  'slack.button.vouch': 'It’s them',
  'slack.button.refuse_caller': 'It’s not them',
  'slack.prompt.verify': '*Before a backup code for {name}: verify the caller.*',
  'slack.prompt.verified': '*Caller verified:*',
  'slack.prompt.ticket': '*Ticket*\n{ticket}',
  'slack.prompt.no_words':
    ':speech_balloon: {name} has no Slack account, so there are no two words by which {name} could know you. Call {name} on the number in the directory.',
  'slack.prompt.words':
    ':speech_balloon: *Tell {name} these two words: {words}.* I sent them to {name}, who can tell by them that you are really from IT.',
  'slack.prompt.waits_for_manager':
    ':hourglass: *I asked {manager}, the manager, whether it’s really {name}.* I’ll write to you when they answer. You can also verify the caller in another way.',
  'slack.verify.title': 'Verify caller',
  'slack.verify.submit': 'Save',
  'slack.verify.intro':
    '*Make sure that the caller is {name} before you get a code.* The caller may be an impostor who knows a lot about {name}. Everything you enter here is logged and shown to approvers.',
  'slack.verify.reason': 'Why does this person need a code?',
  'slack.verify.ticket': 'Ticket',
  'slack.verify.ticket.hint': 'Written like {pattern}: # is a digit, * is anything.',
  'slack.verify.number':
    ':telephone_receiver: *{name}’s number in the directory: {number}.* Hang up and call it yourself. A number that the caller gives you proves nothing.',
  'slack.verify.number.shown': ':telephone_receiver: *{name}’s number: {number}*',
  'slack.verify.number.next':
    'Hang up and call it yourself. That you looked at it is logged. Close this to go back to the form.',
  'slack.verify.methods':
    'How did you make sure? {count, plural, one {Choose at least one way.} other {Choose at least # ways.}}',
  'slack.verify.method.callback': 'I called the number in the directory',
  'slack.verify.method.video': 'Live video, and I saw a badge or identity card',
  'slack.verify.method.in_person': 'I met them in person',
  'slack.verify.method.manager': 'Their manager: ask them in Slack',
  'slack.verify.method.manager.named': 'Their manager: ask {manager} in Slack',
  'slack.verify.method.device': 'Their enrolled device: ask them to confirm on it',
  'slack.verify.method.other': 'Another way',
  'slack.verify.evidence.video': 'Video: which badge or card did you see? Not its number.',
  'slack.verify.evidence.in_person': 'In person: where?',
  'slack.verify.evidence.other': 'The other way: what did you check?',
  'slack.verify.evidence.missing': 'Say what you saw or checked.',
  'slack.verify.manager': 'Who is {name}’s manager? The directory doesn’t say.',
  'slack.verify.never':
    'Never ask for a date of birth, an employee number or the like: an attacker can look those up.',
  'slack.verify.refused': 'Nothing was saved.',
  'slack.verify.recorded': ':white_check_mark: *Saved.* Go on in the prompt for {name}.',
  'slack.verify.recorded.next': 'Close this form. The prompt is in your direct message with me.',
  'slack.verify.done.callback': 'Call to the number in the directory',
  'slack.verify.done.video': 'Live video with badge or identity card',
  'slack.verify.done.in_person': 'In person',
  'slack.verify.done.manager': 'Confirmed by the manager',
  'slack.verify.done.device': 'Confirmed on the enrolled device',
  'slack.verify.done.other': 'Another way',
  'slack.verify.manager.ask': 'Is it really {name} who needs a backup code?',
  'slack.verify.manager.ask.title':
    '*Is it really {name} ({login})?* {mention} is about to generate a backup code for them: it lets them sign in without their second factor.',
  'slack.verify.manager.ask.how':
    'Talk to {name} yourself, by phone or in person, not by a message. *{requester} can tell you and {name} these two words: {words}.* If you have any doubt, choose *It’s not them*.',
  'slack.verify.manager.ask.terms':
    'No code is generated without your answer. This question ends {until}. Your answer is logged.',
  'slack.verify.manager.confirm': 'Did you talk to them?',
  'slack.verify.manager.confirm.text':
    'By this you confirm that you talked to them yourself just now. Your name is logged.',
  'slack.verify.you_said.yes': ':white_check_mark: You confirmed that it’s {name}. {requester} is notified.',
  'slack.verify.you_said.no':
    ':rotating_light: You said that it’s not {name}. No code is generated. I alerted {requester} and your security team.',
  'slack.verify.manager.yes': ':white_check_mark: *The manager confirmed that it’s {name}.*',
  'slack.verify.manager.no':
    ':rotating_light: *The manager says that it’s not {name}.* Stop the call: the caller may be an impostor. No code was generated.',
  'slack.verify.manager.no.next': 'Don’t tell the caller why. I alerted your security team.',
  'slack.verify.alarm':
    ':rotating_light: *Someone pretended to be {name}.* {requester} wanted to generate a backup code for them, and {by, select, device {{name} said no on their enrolled device} other {the manager said that it isn’t {name}}}. No code was generated.',
  'slack.verify.alarm.next':
    'Ask {requester} who called, and warn the other administrators: the caller will try again. To stop all codes: `/backupcode freeze`.',
  'slack.verify.words': '{requester} is preparing a backup code for you.',
  'slack.verify.words.title':
    '*{requester} is preparing a backup code for you at {organization}.* It lets you sign in once without your second factor.',
  'slack.verify.words.how':
    ':speech_balloon: *Your two words: {words}.* If someone from IT calls you, they can tell you these words. If they can’t, hang up: it may be an impostor.',
  'slack.verify.words.next':
    'Didn’t you ask for a code? Tell your IT team on a number you already have. No code has been generated yet.',
  'slack.ending.caller_refused':
    ':rotating_light: The request for a backup code for *{name}* ended {time}: {by, select, device {{name} said no on their enrolled device} other {the manager said that it isn’t {name}}}.',
  'slack.ending.caller_refused.next': 'No code was generated. The caller may be an impostor.',
} as const satisfies Record<`slack.${string}`, string>;
