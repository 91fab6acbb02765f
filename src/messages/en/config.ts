/** What is wrong with a setting, and what to do about it. No message repeats a value: it may be a secret. */
export const config = {
  'config.problem': '{variable}: {problem}',
  'config.noMasterKeys': 'Not set. Run `backupcode init`, or restore the keys from your copy.',
  'config.noBotToken':
    'Not set. Copy the bot token (xoxb-...) from "OAuth & Permissions" in the app’s settings on api.slack.com.',
  'config.noAppToken': 'Not set, but Socket Mode needs it.',
  'config.noSigningSecret': 'Not set, but HTTP mode needs it.',
  'config.noSlackMode':
    'Not set, but both SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are. Set it to socket or http, or remove one of the two.',
  'config.noSlackCredential':
    'Not set, and neither is SLACK_SIGNING_SECRET. Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP mode.',
  'config.slackMode': 'Must be socket or http.',
  'config.token':
    'Must start with {prefix} and contain only letters, digits and dashes. Copy it again from the app’s settings on api.slack.com.',
  'config.signingSecret':
    'Must be 16 to 128 letters and digits. Copy it again from "Basic Information" in the app’s settings on api.slack.com.',
  'config.yesOrNo': 'Must be true or false.',
  'config.oneOf': 'Must be one of {choices}.',
  'config.host': 'Must be a host name or an IP address, such as 127.0.0.1.',
  'config.port': 'Must be a port number from 0 to 65535.',
  'config.proxy':
    'Entry {entry} must be an IP address or a range, such as 10.0.0.5 or 10.0.0.0/24. Separate entries by commas.',
  'config.everyProxy':
    'Entry {entry} trusts every address, so callers could claim to come from anywhere. Name only your own proxies.',
  'config.apiUrl': 'Must be an https address, such as https://slack.com/api/.',
  'config.apiUrlPlain':
    'Must be https. Plain http works only on this machine (127.0.0.1): elsewhere, others could read the token.',
  'config.apiUrlParts': 'Must not contain a user, password, query or fragment.',
  'config.publicUrl': 'Must be an https address, such as https://backupcode.example.',
  'config.publicUrlPlain': 'Must be https. Plain http works only on this machine (127.0.0.1).',
  'config.publicUrlParts': 'Must be scheme, host and port only, without a path.',

  'config.smtpUrl': 'Must be smtp://USER:PASSWORD@HOST:587 or smtps://USER:PASSWORD@HOST:465.',
  'config.smtpUrlParts': 'Must end after host and port, without a path or a query.',
  'config.smtpUrlLogin': 'Has a user without a password, or the other way round. Give both, or neither.',
  'config.smtpUrlEncoding':
    'Has a % that isn’t followed by two hex digits. Write a % in the user or password as %25.',
  'config.mailFrom':
    'Must be an email address, such as backupcode@example.com or Acme security <backupcode@example.com>.',
  'config.noMailFrom': 'Not set, but SMTP_URL is. Set it to the address that notices come from.',
  'config.mailInsecureAllowed':
    'SMTP_ALLOW_INSECURE is set, so others on the network may read or change emails, and the password of the mail server.',
  'config.mailWithoutLink':
    'SMTP_URL is set, but PUBLIC_URL isn’t, so emails have no link for "This wasn’t me". Set PUBLIC_URL to the https address at which people reach this service.',

  'config.databaseScheme': 'Must start with sqlite:, mongodb:// or mongodb+srv://.',
  'config.databaseNeedsSqlite': 'Must start with sqlite: before the path: sqlite:./data/backupcode.db',
  'config.databaseNoFile': 'Names no file. Write sqlite:./data/backupcode.db.',
  'config.databaseNotKept': 'Must name a file on disk, with no slashes after the colon: sqlite:./PATH',
  'config.databaseTilde':
    'Starts with ~, which only a shell replaces. Write the whole path: sqlite:/home/...',
  'config.databaseFileUrl': 'Leave out file: and write sqlite:./PATH.',
  'config.databaseOptions': 'SQLite takes no options after the file, so no ? or #. Write sqlite:./PATH.',
  'config.databaseFolder': 'Names a folder. Add the file name: sqlite:./data/backupcode.db',
  'config.databaseUnchecked':
    '{option} turns off the check of the server’s certificate, so another server could pose as the database. Remove it; to trust your own certificate authority, use tlsCAFile. If no one else can reach the network in between (a container network, say), you can set DATABASE_ALLOW_INSECURE=true instead.',
  'config.databasePlain':
    'Names a MongoDB on another machine without TLS, so everything could be read and changed on the way. Add tls=true. If no one else can reach the network in between (a container network, say), you can set DATABASE_ALLOW_INSECURE=true instead.',
  'config.databaseInsecureAllowed':
    'DATABASE_ALLOW_INSECURE is set, so others on the network may read or change what is sent to the database.',

  'config.keyTwice': 'Key {key} has the same id as another key. Give each key its own id.',
  'config.keyWithoutId': 'Key {key} has no id. Write id:base64.',
  'config.keyId': 'Key {key} has an invalid id. Use 1 to 32 of a-z, 0-9 and -.',
  'config.keyNotBase64': 'Key {key} isn’t base64. Create one: openssl rand -base64 32',
  'config.keyShort':
    'Key {key} is too short: it needs {bytes} bytes or more. Create one: openssl rand -base64 32',

  'config.tlsOff':
    'Set to 0, so certificates aren’t checked and others could read tokens and codes on the way. Remove it. To trust your own certificate authority, set NODE_EXTRA_CA_CERTS to its file.',
  'config.httpPlain':
    'Other machines can reach this address by plain HTTP, so codes and credentials could be read on the way. Put a TLS proxy in front and name it in TRUSTED_PROXIES. If no one else can reach the port (a container port published to 127.0.0.1, say), you can set HTTP_ALLOW_PLAINTEXT=true instead.',
  'config.httpPlainAllowed':
    'HTTP_ALLOW_PLAINTEXT is set, so codes and credentials arrive by plain HTTP on an address other machines may reach.',

  'config.fileTwice': 'Set, and {variable}_FILE is set too. Use only one.',
  'config.fileUnreadable': 'Can’t read the file that {variable}_FILE names ({error}).',
  'config.envNotText': '{file} isn’t UTF-8 text. Save it again with the encoding UTF-8.',
  'config.envQuotes': 'A value with every kind of quote can’t be written to {file}.',
  'config.envHeader': `# Settings of Backupcode. The real environment overrides this file.
# Secrets can also come from files: MASTER_KEYS_FILE=/run/secrets/master-keys, and likewise for the others.`,
  'config.envOptional': 'Optional.',
  'config.envNeeded': 'Required for {command}.',
} as const satisfies Record<`config.${string}`, string>;
