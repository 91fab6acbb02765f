/** Break-glass, its rehearsal and its review. `rehearsal` is `yes` or `no`. */
export const slackGlass = {
  'slack.button.break_glass': 'Break glass',
  'slack.button.review': 'Review',

  'slack.glass.refused': 'The glass wasn’t broken.',
  'slack.glass.title': 'Break glass',
  'slack.glass.submit': 'Break glass',
  'slack.glass.words': 'break glass',
  'slack.glass.intro':
    ':rotating_light: *A backup code for {name} without approval.* Only if it can’t wait: everyone who could approve is asleep, or there’s an outage.\nEveryone who could have approved it, all Owners and the security channel get your name and reason now. Another person reviews it within 24 hours.',
  'slack.glass.reason': 'Why can’t it wait?',
  'slack.glass.reason.missing': 'Say why it can’t wait for approval.',
  'slack.glass.confirm': 'To confirm, type: {words}',
  'slack.glass.confirm.wrong': 'Type exactly this: {words}',
  'slack.glass.mode': 'Just practising?',
  'slack.glass.mode.rehearsal': 'Rehearsal: everything but the code',
  'slack.glass.mode.rehearsal.detail': 'The same steps, notices and review, but no code.',
  'slack.glass.only_rehearsal':
    'Only a rehearsal is possible: your last break-glass hasn’t been reviewed, or this request is a rehearsal.',
  'slack.glass.done':
    '{rehearsal, select, yes {:test_tube: *Rehearsal: you broke the glass for {name}.*} other {:rotating_light: *You broke the glass for {name}.*}} {count, plural, =0 {There is no one else to notify.} one {One other person is notified.} other {# other people are notified.}}',
  'slack.glass.done.next': 'Go on in your direct message with me. The request expires {until}.',
  'slack.glass.granted':
    '{rehearsal, select, yes {Rehearsal: you broke the glass for {name}.} other {You broke the glass for {name}.}}',
  'slack.glass.granted.title':
    '{rehearsal, select, yes {:test_tube: *Rehearsal: you broke the glass for {name}.* Go on as you would in an emergency. No code will be generated.} other {:rotating_light: *You broke the glass for {name}.* No approval is needed now. Your name and reason went to everyone concerned.}}',
  'slack.prompt.glass':
    '{rehearsal, select, yes {:test_tube: *This is a rehearsal:* no code will be generated.} other {:rotating_light: *You broke the glass:* this code goes out without approval, and is reviewed.}} Your reason: {reason}.',

  'slack.glass.rehearsed': ':test_tube: *Rehearsal finished. No code was generated.*',
  'slack.glass.rehearsed.code':
    'In an emergency, the code for *{name}* would be here now, for you alone:\n`····-····-····-····`\nIt would work once, for {duration}. {name} and the Owners would be notified.',
  'slack.glass.rehearsed.next':
    'The review is part of the rehearsal: another person closes it from the notice, or in my *Home* tab.',

  'slack.ending.glass':
    '{rehearsal, select, yes {:test_tube: Rehearsal: } other {:rotating_light: }}{you, select, yes {You} other {{by}}} broke the glass for *{name}* {time}: no approval is needed.',
  'slack.ending.glass.by':
    '{you, select, yes {You} other {{by}}} broke the glass {time}: it wasn’t approved.',
  'slack.ending.rehearsed':
    ':test_tube: {you, select, yes {You} other {{by}}} finished the rehearsal for *{name}* {time}.',
  'slack.list.request.glass':
    '{rehearsal, select, yes {:test_tube: Rehearsal:} other {:rotating_light:}} {you, select, yes {you} other {{by}}} broke the glass, so it needs no approval. It expires {until}.',

  'slack.glass.notice':
    '{rehearsal, select, yes {Rehearsal: {requester} broke the glass for a backup code for {name}.} other {{requester} broke the glass for a backup code for {name}.}}',
  'slack.glass.notice.title':
    '{rehearsal, select, yes {:test_tube: *Rehearsal: {requester} broke the glass for a backup code for {name}.*} other {:rotating_light: *{requester} broke the glass for a backup code for {name}.*}}',
  'slack.glass.notice.facts':
    '{rehearsal, select, yes {{time}. No code is generated.} other {{time}. No one else approved it.}} Reason: {reason}.',
  'slack.glass.notice.next':
    '{rehearsal, select, yes {Practise with it: someone other than {requester} and {name} closes the review by {until}.} other {{reader, select, you {Not you? Freeze all issuing now, and tell another Owner.} other {Call {requester} now. If it isn’t them, freeze all issuing.}} Someone other than {requester} and {name} has to close the review by {until}.}}',
  'slack.glass.notice.approver': 'You get this because you could have approved it.',
  'slack.glass.issued': 'Break-glass: no one else approved it. Reason for that: {reason}.',

  'slack.glass.overdue':
    '{rehearsal, select, yes {Rehearsal: no} other {No}} one has reviewed the break-glass of {requester} for {name}.',
  'slack.glass.overdue.title':
    ':warning: *{rehearsal, select, yes {Rehearsal: no} other {No}} one has reviewed the break-glass of {requester} for {name}.*',
  'slack.glass.overdue.facts': 'It happened {time}. Reason: {reason}.',
  'slack.glass.overdue.next':
    'The review was due within a day. I’ll remind you daily until someone other than {requester} and {name} closes it. An operator can close it, too: `backupcode review list`. Until then, {requester} can’t {rehearsal, select, yes {rehearse} other {break the glass}} again.',

  'slack.glass.closed':
    '{verdict, select, justified {:white_check_mark: *{by} found the break-glass of {requester} for {name} justified.*} other {:rotating_light: *{by} found the break-glass of {requester} for {name} not justified.*}}',
  'slack.glass.closed.facts':
    '{rehearsal, select, yes {It was a rehearsal.} other {It happened {time}.}} Note: {note}.',
  'slack.glass.closed.frozen': '{requester} can’t issue codes until an Owner lets them.',
  'slack.glass.closed.live': 'The code that came of it still works. Revoke it if it’s in the wrong hands.',

  'slack.review.refused': 'The review wasn’t closed.',
  'slack.review.title': 'Review a break-glass',
  'slack.review.submit': 'Close review',
  'slack.review.facts':
    '{rehearsal, select, yes {:test_tube: *A rehearsal by {requester}*} other {:rotating_light: *A break-glass by {requester}*}} for *{name}* {time}.\nReason: {reason}.',
  'slack.review.live': 'The code that came of it still works.',
  'slack.review.caution': 'Speak to {requester} and to {name} first, on numbers from the directory.',
  'slack.review.verdict': 'Your verdict',
  'slack.review.verdict.justified': 'Justified',
  'slack.review.verdict.justified.detail': 'It was them, and it couldn’t wait.',
  'slack.review.verdict.not_justified': 'Not justified',
  'slack.review.verdict.not_justified.detail': 'They can’t issue codes until an Owner lets them.',
  'slack.review.verdict.not_justified.rehearsal': 'No one is stopped: it was a rehearsal.',
  'slack.review.verdict.missing': 'Choose one.',
  'slack.review.note': 'What did you check, and what did you find?',
  'slack.review.note.missing': 'Say what you checked.',
  'slack.review.done':
    '{verdict, select, justified {:white_check_mark: *You closed the review: justified.*} other {:rotating_light: *You closed the review: not justified.*}}',
  'slack.review.done.next': 'Owners and the security channel are notified.',
  'slack.review.closed_before':
    ':information_source: *{by} already closed this review* {time}: {verdict, select, justified {justified} other {not justified}}.',

  'slack.home.reviews': ':rotating_light: *Break-glass waiting for your review* ({count})',
  'slack.home.review':
    '{rehearsal, select, yes {Rehearsal: *{requester}*} other {*{requester}*}} broke the glass for *{name}* {time}. Reason: {reason}',
} as const satisfies Record<`slack.${string}`, string>;
