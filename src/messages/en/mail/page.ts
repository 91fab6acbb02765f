/** The page behind the link in an email. */
export const mailPage = {
  'mail.page.title': 'Wasn’t this you?',
  'mail.page.lead': 'A backup code was issued for this {organization} account {time}.',
  'mail.page.what':
    'Press the button if you didn’t ask for it. Every code for your account stops working, and we alert your administrators. You don’t need to sign in.',
  'mail.page.button': 'This wasn’t me',
  'mail.page.keep': 'If you did ask for the code, close this page. Nothing has changed.',
  'mail.page.done': 'We alerted your administrators',
  'mail.page.done_alone': 'We recorded that this wasn’t you',
  'mail.page.done.used':
    'Your code had already been used. Change your password now, and call your administrator.',
  'mail.page.done.ended': 'The code issued {time} no longer works. {issuer} issued it.',
  'mail.page.done.over': 'The code from that email had already stopped working.',
  'mail.page.done.sign_in': 'The sign-in with it wasn’t finished. We stopped it.',
  'mail.page.done.requests':
    '{count, plural, one {We cancelled a request for another code.} other {We cancelled # requests for other codes.}}',
  'mail.page.done.frozen': '{issuer} can’t issue codes until an owner has looked into it.',
  'mail.page.done.alerted': 'We alerted {people}.',
  'mail.page.done.channel': 'the security channel',
  'mail.page.done.no_one': '{organization} has no one we could alert. Call your administrator.',
  'mail.page.done.next': 'If anyone asked you for a password or a code, change your password now.',
  'mail.page.before': 'You already reported this',
  'mail.page.before.lead': 'You reported it {time}, and we alerted your administrators then.',
  'mail.page.before.used': 'The code had been used. If you haven’t changed your password yet, change it now.',
  'mail.page.unknown': 'This link doesn’t work',
  'mail.page.unknown.remedy':
    'It may have expired, or part of it is missing. If you didn’t ask for a backup code, call your administrator now, or press “This wasn’t me” in Slack.',
  'mail.page.foreign': 'This didn’t come from our page',
  'mail.page.foreign.remedy': 'Open the link in the email again, and press the button there.',
  'mail.page.too_many': 'Too many attempts from your network',
  'mail.page.too_many.remedy': 'Wait a minute and try again. If it’s urgent, call your administrator.',
  'mail.page.unavailable': 'We couldn’t do that right now',
  'mail.page.unavailable.remedy':
    'We can’t tell whether it was recorded. Wait a minute and press the button again. If it’s urgent, call your administrator.',
} as const satisfies Record<`mail.page.${string}`, string>;
