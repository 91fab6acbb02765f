/** Codes that a provider makes. `vendor` is the name that people call it by. */
export const slackProvider = {
  'slack.provider.entra': 'Temporary Access Pass',
  'slack.provider.duo': 'bypass code',
  'slack.provider.okta': 'Temporary Access Code',
  'slack.provider.google': 'backup code',
  'slack.provider.onelogin': 'temporary token',
  'slack.provider.auth0': 'recovery code',

  'slack.provider.prompt': '*Code*\n{code}, made by {vendor}',
  'slack.provider.terms':
    '{vendor} makes the code. It works once, for {duration}. {name} is notified. This request expires {until}.',

  'slack.provider.title': '*{vendor}: {code} for {name}*\nOnly you can see this. It won’t be shown again.',
  'slack.provider.read_out': 'To read it out (words in small letters stand for small letters):\n{spelling}',
  'slack.provider.set': 'The other codes of the set, to print and hand over. Each works once:',
  'slack.provider.works':
    'Works *once*, until *{until}*. Read it out on a call you placed yourself. Never send it by chat or email.',
  'slack.provider.works_later':
    'Works *once*, from *{start}* until *{until}*. Read it out on a call you placed yourself. Never send it by chat or email.',
  'slack.provider.kept':
    'Each code works *once*, and none expires. To end them all, revoke this one. Hand them over in person. Never send them by chat or email.',
  'slack.provider.sooner':
    '{vendor} itself would accept it {lasts, select, no {until it’s used} other {for {duration}}}. Backupcode ends it there {until}.',
  'slack.provider.cannot_end':
    ':warning: {vendor} can’t end it early. Even if you revoke it here, it works there until {until}.',
  'slack.provider.still_works':
    ':warning: {name}’s earlier code may still work: {vendor} can’t end it before it expires.',

  'slack.provider.use.entra':
    '{name} signs in at Microsoft as `{login}` and enters it instead of the password. If it’s refused, try again after a few minutes: Microsoft may not know it everywhere yet. Once signed in, {name} has 10 minutes to set up a new method at `aka.ms/mysecurityinfo`.',
  'slack.provider.use.duo':
    '{name} signs in as `{login}` with their password. When Duo asks, they choose *Other options*, then *Bypass code*. Afterwards they add a new device.',
  'slack.provider.use.okta':
    '{name} signs in as `{login}` and chooses *Temporary Access Code* as the way to verify. Then they set up a new one.',
  'slack.provider.use.google':
    '{name} signs in as `{login}` with their password and chooses *Try another way*, then *Enter one of your 8-digit backup codes*. Afterwards they set up a new second step.',
  'slack.provider.use.onelogin':
    '{name} signs in as `{login}` with their password and enters it where OneLogin asks for a security code. Afterwards they set up a new factor.',
  'slack.provider.use.auth0':
    '{name} signs in as `{login}` with their password and chooses *Try another method*, then *Recovery code*. Auth0 then shows a new recovery code, for {name} to keep.',
  'slack.provider.note.google':
    'Google made ten new codes, and {name}’s earlier ones no longer work. {kept, select, yes {} other {Backupcode ends the other nine when this one is used or expires.}}',

  'slack.provider.approve': '*Code:* {code}, made by {vendor}',
  'slack.provider.outlives.admin':
    ':warning: *{vendor} can’t end it: it works there until {until}.* Suspend the account at {vendor} until then.',
  'slack.provider.unseen_use':
    ':warning: Whether it was used just before isn’t known yet. Look at {vendor}’s own log, and end their sessions there if it was.',
  'slack.provider.outlives.target':
    ':warning: {vendor} can’t end it before {until}. Ask your administrators to suspend your account there until then.',
  'slack.provider.outlives.revoked':
    'At {vendor} it works until {until}, as {vendor} can’t end it early. If you didn’t ask for it, press the button.',

  'slack.provider.target.entra':
    'It’s a Temporary Access Pass. Enter it where you sign in at Microsoft, instead of your password, and set up a new method within 10 minutes: `aka.ms/mysecurityinfo`.',
  'slack.provider.target.duo':
    'It’s a bypass code for Duo. When Duo asks for your second step, choose *Other options*, then *Bypass code*.',
  'slack.provider.target.okta':
    'It’s a Temporary Access Code for Okta. When Okta asks you to verify, choose *Temporary Access Code*.',
  'slack.provider.target.google':
    'It’s a backup code for Google. When Google asks for your second step, choose *Try another way*, then *Enter one of your 8-digit backup codes*. Your earlier backup codes no longer work.',
  'slack.provider.target.onelogin':
    'It’s a temporary token for OneLogin. Enter it where OneLogin asks for a security code.',
  'slack.provider.target.auth0':
    'It’s a recovery code for Auth0. When you’re asked to verify, choose *Try another method*, then *Recovery code*. You’re then shown a new one: keep it.',

  'slack.provider.made_by': 'Made by {vendor} ({code}).',
  'slack.provider.replaces_none':
    ':warning: {name} has a code that works until {until}. *A new one doesn’t end it:* {vendor} can’t end a code early.',
  'slack.provider.enrolment.next':
    'The code was used {when}, and {vendor} shows no new factor since. Call {name}: without one they’ll be locked out again, and their account stays easier to steal.',
  'slack.provider.enrolment_untold':
    ':hourglass: *Has {name} set up a new second step* since they used the code you generated?',
  'slack.provider.enrolment_untold.next':
    'The code was used {when}, and {vendor} doesn’t report new factors. Call {name}: without one they’ll be locked out again, and their account stays easier to steal.',
  'slack.provider.unused.next':
    '{vendor} reports a use some minutes late, so it may have been used. Call {name}. If they’re still locked out, *Issue another* starts a new request, and everything is checked again. If the code is no longer needed, revoke it.',
  'slack.provider.revoked_here':
    ':warning: *You revoked {name}’s code here {time}, but it works at {vendor} until {until}.*',
  'slack.provider.revoked_here.next':
    '{vendor} can’t end a code early. If it’s in the wrong hands, suspend {name}’s account there until then.',
  'slack.provider.hidden_here':
    ':warning: *The code for {name} has ended here, but it works at {vendor} until {until}.* {state}',

  'slack.provider.revoked': '{vendor} ends it within seconds. If {vendor} can’t be reached, I’ll tell you.',
  'slack.provider.unfinished':
    ':information_source: *No code was generated for {name}.* {vendor} didn’t confirm that it made one. {ends, select, none {If it did, no one has seen it, and it expires by itself.} other {If it did, no one has seen it, and it’s being ended there. If that fails, I’ll tell you.}}',
  'slack.provider.unfinished.next': 'If {name} still needs a code, run `/backupcode @name` again.',
  'slack.provider.ended_there':
    ':information_source: *{name}’s code from {vendor} no longer works.* Someone ended it at {vendor} {time}, or made another there.',
  'slack.provider.ended_there.next':
    'If that wasn’t you or a colleague, check {vendor}’s own log, and call {name}.',
  'slack.provider.lasting':
    ':rotating_light: *{name}’s code still works at {vendor}.* It ended here {time}, but I couldn’t end it there: {vendor} doesn’t answer, or refuses.',
  'slack.provider.lasting.next':
    'I keep trying. To be sure, end it yourself in {vendor}’s admin console{until, select, never {} other {. It expires there {until}}}.',
} as const satisfies Record<`slack.provider.${string}`, string>;
