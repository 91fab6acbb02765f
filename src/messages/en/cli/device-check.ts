/** `backupcode device-check`. */
export const deviceCheck = {
  'cli.device.set': 'Set the identity provider that asks people on their devices',
  'cli.device.issuer': 'The provider’s issuer: an https address, exactly as its own metadata says',
  'cli.device.clientId': 'The client registered for Backupcode at the provider',
  'cli.device.setHelp': `The provider has to support OpenID Connect CIBA in poll mode. It is tested
first, and no one is asked. Without --secret-file or --secret-env you are asked
for the client’s secret.`,
  'cli.device.show': 'Show that identity provider; never its secret',
  'cli.device.test': 'Test whether people can be asked; bothers no one',
  'cli.device.remove': 'Remove that identity provider, with its secret',
  'cli.device.wasSet':
    '{replaced, select, yes {Replaced} other {Set}}: {issuer} can ask people on their devices. Next, allow the method where it should count: `backupcode policy set tiers.privileged.verificationMethods=...,device`',
  'cli.device.shown':
    'Issuer: {issuer}\nClient: {clientId}\nSet: {at}\nAllowed for: {count, plural, =0 {no tier yet. Allow it: `backupcode policy set tiers.privileged.verificationMethods=...,device`} other {{tiers}}}',
  'cli.device.unset':
    'No identity provider asks people on their devices. Set one: `backupcode device-check set --issuer URL --client-id ID`',
  'cli.device.works': 'It works: {issuer} knows the client and can ask people. No one was asked.',
  'cli.device.toConfirm': 'Removing {issuer}: no one can be verified by their device until another is set.',
  'cli.device.ask': 'Remove it?',
  'cli.device.needsYes': 'Nothing was removed. If it’s right, add --yes.',
  'cli.device.notRemoved': 'Nothing was removed.',
  'cli.device.removed': 'Removed {issuer}, with its secret.',
  'cli.device.needed':
    'Nothing was removed: {count, plural, one {the tier {tiers} allows} other {the tiers {tiers} allow}} the method device. Take it out of {count, plural, one {its} other {their}} verificationMethods first: `backupcode policy set`',
  'cli.device.notSet': 'Nothing was changed. {problem}',
  'cli.device.noClient': 'The client id can be 1 to 200 characters without spaces.',
  'cli.device.noSecret': 'The client’s secret can be 1 to 2,000 characters.',
  'cli.device.unreadable':
    'The stored secret can’t be read: its master key is missing. Restore it, or set the provider again.',
  'cli.device.problem.unreachable':
    'The provider doesn’t answer ({detail}). Check the address and its state.',
  'cli.device.problem.bad_address':
    'The issuer has to be a public https address without user, query or fragment ({detail}).',
  'cli.device.problem.bad_description':
    'The provider’s metadata isn’t what it has to be ({detail}). The issuer has to be the same text there, and its endpoints on the same server.',
  'cli.device.problem.no_poll':
    'The provider doesn’t offer CIBA in poll mode. Switch it on there, or use another provider.',
  'cli.device.problem.no_scope':
    'The provider doesn’t give the client the scopes openid and email ({detail}).',
  'cli.device.problem.no_authentication':
    'The provider lets no client authenticate by a secret (client_secret_basic or client_secret_post).',
  'cli.device.problem.client_refused':
    'The provider refuses the client ({detail}). Check the client id, its secret, and that it authenticates by client_secret_basic.',
  'cli.device.problem.client_not_allowed':
    'The client isn’t allowed to use CIBA ({detail}). Allow it in the client’s settings at the provider.',
  'cli.device.problem.unknown_user': 'The provider doesn’t know the person ({detail}).',
  'cli.device.problem.question_refused': 'The provider refuses the request ({detail}).',
  'cli.device.problem.user_code':
    'The provider wants a user code for each person ({detail}). Switch that off for this client: no one should tell an administrator a code of theirs.',
  'cli.device.problem.forgotten': 'The provider no longer knows the request ({detail}).',
  'cli.device.problem.unexpected_answer':
    'The provider’s answer isn’t what CIBA says ({detail}). Is it an OpenID provider?',
  'cli.device.problem.bad_token': 'The provider’s id token can’t be verified ({detail}).',
} as const satisfies Record<`cli.device.${string}`, string>;
