/** `backupcode doctor`: what each check found, and the remedy. */
export const doctor = {
  'cli.doctor.description':
    'Check the configuration, database, keys, sources, providers, Slack tokens and scopes, and clock',
  'cli.doctor.configured': 'complete ({database}, Slack over {mode})',
  'cli.doctor.setVariable': 'Set {variable} in {file} or the environment.',
  'cli.doctor.incomplete': 'not checked, because its configuration isn’t complete',
  'cli.doctor.completeFirst': 'Fix the configuration above first.',
  'cli.doctor.envClosed': 'only its owner can read it',
  'cli.doctor.envOpen': 'Other users of this machine can read the keys.',
  'cli.doctor.closeEnv': 'Run: chmod 600 {file}',
  'cli.doctor.filesClosed': 'only its owner can write it',
  'cli.doctor.filesOpen': 'Other users of this machine can write to {files}, and could let anyone sign in.',
  'cli.doctor.closeFiles': 'Run: chmod go-w {files}',
  'cli.doctor.and': '{first} and {second}',

  'cli.doctor.storeMissing': 'DATABASE_URL points to a database that doesn’t exist yet.',
  'cli.doctor.runInit': 'Run: backupcode init',
  'cli.doctor.storeOlder': 'An older version of Backupcode created the database.',
  'cli.doctor.upgradeStore': 'Stop the bot and back the database up. The next start or command upgrades it.',
  'cli.doctor.storeOk': '{database} works and is up to date',
  'cli.doctor.checkDatabase': 'Check DATABASE_URL, and that the database is running and writable.',
  'cli.doctor.noOrganization': 'There is no organization yet.',
  'cli.doctor.domainVerified': '{name} has a verified domain',
  'cli.doctor.noDomain': '{name} has no verified domain, so no codes can be issued.',
  'cli.doctor.addDomain': 'Run: backupcode domain add NAME, then backupcode domain verify NAME',
  'cli.doctor.verifyDomain': 'Run: backupcode domain verify {domain}',
  'cli.doctor.ownersAlone': 'No one in Slack could issue a code for {names}.',
  'cli.doctor.goneGroup': '{settings} names a group that no longer exists ({id}), so it protects no one.',
  'cli.doctor.setGroups': 'Set it again: `backupcode directory groups`, then `backupcode policy set`.',
  'cli.doctor.moreOwners':
    'Make more people owners: a code for an owner takes two others who can issue it. Until then, run on this machine: backupcode code issue',
  'cli.doctor.keysOk': 'every key in use is there',
  'cli.doctor.reseal': 'Seal the credentials of sources and providers with the newest master key instead',
  'cli.doctor.resealed':
    '{count, plural, =0 {Every credential was already sealed with the newest master key.} one {Sealed # credential with the newest master key.} other {Sealed # credentials with the newest master key.}}',
  'cli.doctor.notResealed':
    'The credential of {source} can’t be read: its master key is missing. Put the key back, or store a new credential, with `--secret-file PATH` of `backupcode source set {source}` or `backupcode provider set {source}` or, for an identity provider, `backupcode device-check set`.',
  'cli.doctor.keyMissing':
    'The key "{key}" isn’t in MASTER_KEYS, but {user, select, audit {the history of {name} needs it} client {the client {name} needs it} source {the credential of the source {name} needs it} provider {the credential of the provider {name} needs it} device {the credential for device checks of {name} needs it} other {a backup code that still works needs it}}.',
  'cli.doctor.restoreKey': 'Put it back into MASTER_KEYS, after the newest key.',

  'cli.doctor.providerOk': '{provider} works',
  'cli.doctor.testProvider': 'Then run: backupcode provider test {provider}',
  'cli.doctor.goneProvider':
    'The policy names a provider that no longer exists ({id}). Codes for its people are refused.',
  'cli.doctor.setProviders': 'Set the rules again: `backupcode policy show`, then `backupcode policy set`.',
  'cli.doctor.syncOk': '{source} is synced',
  'cli.doctor.syncAgain': 'Then run: backupcode source sync {source}',
  'cli.doctor.syncWaits':
    'The sync of {source} would take access from {losing, plural, one {# person} other {# people}}, and waits for an owner.',
  'cli.doctor.decideSync': 'Run: backupcode source sync {source} --apply-waiting, or --discard-waiting',
  'cli.doctor.tokenAccepted': 'accepted by {team} ({id})',
  'cli.doctor.appTokenAccepted': 'accepted for Socket Mode',
  'cli.doctor.tokenRefused': 'Slack refuses {token}: {error}',
  'cli.doctor.slackFailed': 'Slack answered: {error}',
  'cli.doctor.reachSlack': 'Check that this machine can reach Slack, and check SLACK_API_URL.',
  'cli.doctor.otherAddress': '{host}, not slack.com: nothing is sent to response URLs on any other host',
  'cli.doctor.scopesUnknown': 'Unknown, because Slack’s answer had no x-oauth-scopes header.',
  'cli.doctor.scopesProxy':
    'A proxy may have removed it. Let it through, or compare the scopes in the app’s settings with the manifest.',
  'cli.doctor.scopesOk': 'all required scopes are granted',
  'cli.doctor.scopesMissing': 'Missing: {scopes}',
  'cli.doctor.addScopes':
    'Update the manifest in the app’s settings on api.slack.com, then install the app again.',
  'cli.doctor.clockUnknown': 'Not compared, because Slack’s answer had no Date header.',
  'cli.doctor.clockProxy': 'A proxy may have removed it. Let it through, and set the clock by NTP.',
  'cli.doctor.clockOk': '{seconds, plural, =0 {agrees with Slack’s} other {within # s of Slack’s}}',
  'cli.doctor.clockAhead': '{seconds} s ahead of Slack’s.',
  'cli.doctor.clockBehind': '{seconds} s behind Slack’s.',
  'cli.doctor.setClock': 'Set the clock by NTP: signatures and expiry depend on it.',
  'cli.doctor.channelOk': '{channel} receives alerts',
  'cli.doctor.channelProblem': '{channel}: {problem}',

  'cli.doctor.sendMail': 'Also send a test email to this address',
  'cli.doctor.badAddress': '--send-mail needs an email address.',
  'cli.doctor.noMailServer': 'SMTP_URL isn’t set, so no email can be sent.',
  'cli.doctor.mailWaits':
    'SMTP_URL isn’t set, but the policy of {names} has mail=true: emails wait until a process has a mail server.',
  'cli.doctor.setMailServer':
    'Set SMTP_URL and MAIL_FROM, or switch email off: backupcode policy set mail=false',
  'cli.doctor.mailOk': '{server} takes our login; --send-mail ADDRESS sends a test email',
  'cli.doctor.mailSent': '{server} took a test email to {address}; look whether it arrives',
  'cli.doctor.mailFailed': '{server} can’t be used: {why}',
  'cli.doctor.mailLogin': 'Check user and password in SMTP_URL.',
  'cli.doctor.mailTls':
    'TLS fails. Use the name in the server’s certificate, smtps: for port 465 or smtp: for 587, and NODE_EXTRA_CA_CERTS for your own certificate authority.',
  'cli.doctor.mailRefused': 'The server refuses the address. Check MAIL_FROM and the recipient.',
  'cli.doctor.reachMailServer': 'Check host and port in SMTP_URL, and that this machine can reach them.',
  'cli.doctor.mailOff': 'SMTP_URL is set, but the policy of {names} has mail=false: no one gets email.',
  'cli.doctor.switchMailOn': 'Run: backupcode policy set mail=true',
} as const satisfies Record<`cli.doctor.${string}`, string>;
