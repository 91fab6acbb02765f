/** The pages on which a person signs in. */
export const oidc = {
  'oidc.signIn.title': 'Enter your backup code',
  'oidc.signIn.titleAgain': 'Not signed in yet: enter your backup code',
  'oidc.signIn.lead': 'It signs you in to {service} once, in place of your lost second factor.',
  'oidc.signIn.person': 'Signing in as',
  'oidc.signIn.label': 'Backup code',
  'oidc.signIn.hint': '16 letters and digits. Capitals, dashes and spaces don’t matter.',
  'oidc.signIn.submit': 'Sign in',
  'oidc.signIn.noCode': 'I don’t have a code',
  'oidc.signIn.askForOne':
    'Ask an administrator of {organization} for one. They’ll make sure that it’s you, and read the code to you on a call. No one will ever call {you} and ask for a code. If anyone does, hang up and tell your administrator.',
  'oidc.signIn.you': 'you',
  'oidc.signIn.goBack': 'Go back to {service}',

  'oidc.typing.complete': 'All 16 are there.',
  'oidc.typing.checking': 'Checking…',
  'oidc.typing.empty': 'Type the code that your administrator read to you.',
  'oidc.typing.foreign': '“{symbol}” is never in a code. Codes have only letters and digits.',
  'oidc.typing.severalForeign':
    'Some of these characters are never in a code. Codes have only letters and digits.',
  'oidc.typing.tooLong': 'That’s too long. A code has 16 letters and digits.',
  'oidc.typing.tooShort': 'That’s too short. A code has 16 letters and digits.',
  'oidc.typing.invalid':
    'This isn’t a valid code. Compare each character with what you were read. Nothing was sent yet.',

  'oidc.problem.code_mistyped':
    'A code has 16 letters and digits. Compare each one with what you were read. This didn’t count as an attempt.',
  'oidc.problem.code_mistyped.what': 'This isn’t a valid code.',
  'oidc.problem.code_refused':
    'Check that it’s your newest one: a newer code replaces the one before. If it still doesn’t work, ask your administrator.',
  'oidc.problem.code_refused.what': 'This code doesn’t work.',
  'oidc.problem.code_not_started':
    'It was issued for a later time. Wait until then, or ask your administrator for a new one. This didn’t count as an attempt.',
  'oidc.problem.code_not_started.what': 'This code doesn’t work yet.',
  'oidc.problem.code_expired': 'Codes expire quickly. Ask your administrator for a new one.',
  'oidc.problem.code_expired.what': 'This code has expired.',
  'oidc.problem.code_used':
    'A code works once. Ask your administrator for a new one. If you didn’t use it, tell them immediately.',
  'oidc.problem.code_used.what': 'This code was already used.',
  'oidc.problem.too_many_attempts': 'Wait a few minutes, or ask your administrator.',
  'oidc.problem.too_many_attempts.what': 'There were too many wrong attempts.',
  'oidc.problem.tryAgainIn': 'Try again in {wait}.',
  'oidc.problem.seconds': '{count, plural, one {# second} other {# seconds}}',
  'oidc.problem.minutes': '{count, plural, one {# minute} other {# minutes}}',

  'oidc.done.title': 'Your code was accepted',
  'oidc.done.lead':
    'The code can’t be used again. Continue within {minutes, plural, one {a minute} other {# minutes}}.',
  'oidc.done.continue': 'Continue to {service}',
  'oidc.done.first': 'Do this first',
  'oidc.done.setUp': '{setUp} in your security settings: an authenticator app, a security key or a passkey.',
  'oidc.done.setUpWithin':
    '{setUp} in your security settings: an authenticator app, a security key or a passkey, within {hours, plural, one {# hour} other {# hours}} (by {time}).',
  'oidc.done.setUpWhat': 'Set up a new second factor',
  'oidc.done.remove': '{remove}, so that no one who finds it can use it.',
  'oidc.done.removeWhat': 'Remove the lost one',
  'oidc.done.sessionEnds': 'When this session ends',
  'oidc.done.session':
    'This code signs you in once, on this device. {service} decides how long you stay signed in. When it signs you out, or on another device, you’ll be asked for a second factor again. This code won’t work then. Without a new factor you’ll need another code from your administrator.',

  'oidc.finished.title': 'This sign-in is finished',
  'oidc.finished.lead':
    'Your code was accepted, and you continued to {service}. There’s nothing left to do on this page. Return to {service}.',
  'oidc.finished.hint':
    'A code works once. If {service} asks you to sign in again and you don’t have a second factor yet, ask your administrator for a new code.',

  'oidc.leave.title': 'Taking you back to {service}',
  'oidc.leave.lead': 'You’re not signed in. No code was used.',
  'oidc.leave.goBack': 'Go back to {service}',

  'oidc.sendBack.title': 'Taking you to {service}',
  'oidc.sendBack.titleError': 'Taking you back to {service}',
  'oidc.sendBack.lead': 'Your code was accepted. This page continues by itself.',
  'oidc.sendBack.leadError': 'You’re not signed in yet. This page continues by itself.',
  'oidc.sendBack.continue': 'Continue to {service}',

  'oidc.error.sign_in_lost': 'This sign-in is no longer open',
  'oidc.error.sign_in_lost.remedy':
    'It took too long, was already finished, or was started in another browser. Go back to the service you want to sign in to, and start again there. A code you haven’t used yet still works until it expires.',
  'oidc.error.foreign_form': 'This didn’t come from our page',
  'oidc.error.foreign_form.remedy': 'Go back to the service you want to sign in to, and start again there.',
  'oidc.error.bad_request': 'This sign-in can’t continue',
  'oidc.error.bad_request.remedy':
    'The service that sent you here asked for something impossible. Tell its administrator, and include the reference below.',
  'oidc.error.not_found': 'There’s nothing here',
  'oidc.error.not_found.remedy': 'This page opens only while you sign in to a service. Start there.',
  'oidc.error.too_many_requests': 'Too many attempts from your network',
  'oidc.error.too_many_requests.remedy': 'Wait a minute, then reload this page.',
  'oidc.error.service_busy': 'Too many people are signing in right now',
  'oidc.error.service_busy.remedy':
    'Wait a minute, then start again at the service you want to sign in to. A code you haven’t used yet still works until it expires.',
  'oidc.error.unavailable': 'Signing in isn’t possible right now',
  'oidc.error.unavailable.remedy': 'This is our fault, not yours. Wait a minute, then reload this page.',
  'oidc.error.outcome_unknown': 'We couldn’t tell whether your code was accepted',
  'oidc.error.outcome_unknown.remedy':
    'This is our fault, not yours. Wait a minute, then reload this page. If your code was accepted, you’ll continue from there. Don’t start over somewhere else: your code may have been used.',
  'oidc.error.reference': 'Reference:',
} as const satisfies Record<`oidc.${string}`, string>;
