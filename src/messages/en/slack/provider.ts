/** Codes that a provider makes. `vendor` is the name that people call it by. */
export const slackProvider = {
  'slack.provider.entra': 'Temporary Access Pass',
  'slack.provider.duo': 'bypass code',
  'slack.provider.okta': 'Temporary Access Code',
  'slack.provider.google': 'backup code',
  'slack.provider.onelogin': 'temporary token',
  'slack.provider.auth0': 'recovery code',

  'slack.provider.prompt': '*Code*\n{code} from {vendor}',
  'slack.provider.terms':
    '{vendor} makes the code. It works once, for {duration}. {name} is notified. This request expires {until}.',

  'slack.provider.title': '*{vendor}: {code} for {name}*\nOnly you can see this. It won’t be shown again.',
  'slack.provider.read_out': 'To read it out (a word in small letters is a small letter):\n{spelling}',
  'slack.provider.set': 'The rest of the set, to print and hand over. Each works once:',
  'slack.provider.works':
    'Works *once*, until *{until}*. Read it out on a call you placed yourself. Never send it by chat or email.',
  'slack.provider.works_later':
    'Works *once*, from *{start}* until *{until}*. Read it out on a call you placed yourself. Never send it by chat or email.',
  'slack.provider.kept':
    'Each code works *once*, and none of them expires. To end them all, revoke this one. Never send them by chat or email.',
  'slack.provider.sooner':
    'At {vendor} it would work {lasts, select, no {until it’s used} other {for {duration}}}. Backupcode ends it there {until}.',
  'slack.provider.cannot_end':
    ':warning: {vendor} can’t end it before it expires. If you revoke it here, it still works there until {until}.',
  'slack.provider.still_works':
    ':warning: {name}’s earlier code may still work at {vendor}, which can’t end it before it expires.',

  'slack.provider.use.entra':
    '{name} signs in as `{login}` and enters it as the Temporary Access Pass. It can take some minutes until Entra ID knows it everywhere. Then {name} has 10 minutes to set up a new method, at `aka.ms/mysecurityinfo`.',
  'slack.provider.use.duo':
    '{name} signs in as `{login}`. Where Duo asks, they choose *Other options*, then *Bypass code*.',
  'slack.provider.use.okta':
    '{name} signs in as `{login}` and chooses *Temporary Access Code* among the ways to verify. Then they set up a new one.',
  'slack.provider.use.google':
    '{name} signs in as `{login}` and chooses *Try another way*, then *Enter one of your 8-digit backup codes*.',
  'slack.provider.use.onelogin':
    '{name} signs in as `{login}` and enters it where a security code is asked for.',
  'slack.provider.use.auth0':
    '{name} signs in as `{login}` and chooses *Try another method*, then *Recovery code*. They are shown a new one, to keep.',
  'slack.provider.note.google':
    'It’s one of ten, in place of those that {name} had. {kept, select, yes {} other {Once it’s used or expires, the others are ended.}}',

  'slack.provider.approve': '*Code:* {code}, made by {vendor}',
  'slack.provider.outlives.admin':
    ':warning: *{vendor} can’t end it: it works there until {until}.* Suspend the account at {vendor} until then.',
  'slack.provider.outlives.target':
    ':warning: {vendor} can’t end it before {until}. Ask your administrators to suspend your account there until then.',

  'slack.provider.target': 'It’s a {code} of {vendor}’s: use it where you sign in at {vendor}.',

  'slack.provider.revoked':
    '{ends, select, none {:warning: {vendor} can’t end it: it works there until it expires.} other {{vendor} ends it within seconds. If it can’t be reached, you get a message.}}',
  'slack.provider.unfinished':
    ':information_source: *No one has a code for {name}.* {vendor} didn’t confirm that it made one. {ends, select, none {If it did, no one saw it, and it expires by itself.} other {Whatever it made is being ended there. If that fails, you get a message.}}',
  'slack.provider.unfinished.next': 'If it’s still needed, run `/backupcode @name` again.',
  'slack.provider.ended_there':
    ':information_source: *The {vendor} code for {name} no longer works.* It was ended at {vendor} {time}, or another one took its place there.',
  'slack.provider.ended_there.next': 'If that wasn’t you or a colleague, look at {vendor}’s own log.',
  'slack.provider.lasting':
    ':rotating_light: *The code for {name} still works at {vendor}.* It ended here {time}, but {vendor} couldn’t be asked to end it.',
  'slack.provider.lasting.next':
    'I keep trying. To be sure, end it in {vendor}’s own console{until, select, never {} other { (it expires there {until})}}.',
} as const satisfies Record<`slack.provider.${string}`, string>;
