/** `backupcode init`, `start` and `demo`. */
export const init = {
  'cli.init.description': 'Write a .env with new keys, and create the organization and its first owner',
  'cli.init.name': 'Name of the organization',
  'cli.init.ownerName': 'Name of the first owner',
  'cli.init.ownerEmail': 'Email address the first owner uses in Slack',
  'cli.init.databaseUrl':
    'Written to .env as DATABASE_URL; - reads it from standard input (required if it contains a password)',
  'cli.init.existingEnv': 'Use the existing .env: to add an organization, or to continue after a failure',
  'cli.init.trustDomain':
    'DANGER, for demos and tests only: treat the domain of that address as yours without proof',
  'cli.init.help': `Asks for what you leave out. Never overwrites an existing {file}: it says so and
exits with 1. If MASTER_KEYS is set in the environment, no file is written.`,
  'cli.init.askName': 'Name of the organization:',
  'cli.init.askOwnerName': 'Name of the first owner:',
  'cli.init.askOwnerEmail': 'Email address the first owner uses in Slack:',
  'cli.init.tryAgain': '{problem} Try again.',
  'cli.init.missing': 'Missing: {options}. Nothing was written.',
  'cli.init.nothingWritten': 'Nothing was written.',
  'cli.init.problem': '{option}: {problem}',
  'cli.init.askDatabaseUrl': 'DATABASE_URL:',
  'cli.init.passwordInArgument':
    'The database address contains a password, and others on this machine can read arguments. Use `--database-url -` and type or pipe it. Nothing was written.',
  'cli.init.noDatabaseUrl': 'There is no address on standard input. Nothing was written.',
  'cli.init.databaseUrlIsNew': '--database-url is for a new .env. Set DATABASE_URL where the keys are.',
  'cli.init.databaseUrlTwice':
    'DATABASE_URL is set in the environment and would override --database-url. Use only one.',
  'cli.init.envExists':
    '{file} already exists, so nothing was written: its keys may still be needed. To use it, add --existing-env. To start fresh, move it away.',
  'cli.init.otherKeys':
    'This database already has an organization, created with other keys. Restore the .env it was created with. Then --existing-env adds another organization.',
  'cli.init.nameTaken':
    'An organization called {name} already exists. List them: `backupcode organization list`',
  'cli.init.wroteEnv': 'Wrote {file} with new keys. Keep a copy somewhere safe.',
  'cli.init.created': 'Created {name} ({id}).',
  'cli.init.trusted':
    'WARNING: {domain} counts as yours WITHOUT PROOF (--trust-domain). Codes can be issued for every imported address of that domain. Never do this where real people sign in. To undo it: backupcode domain unverify {domain}',
  'cli.init.firstOwner': 'First owner: {name} <{email}>.',
  'cli.init.next': 'Next:',
  'cli.init.stepRecord':
    'Create the TXT record {record} with the value {value}, then run: backupcode domain verify {domain}',
  'cli.init.stepImport':
    'Add the other people: from Slack with backupcode source add slack Slack, from a file with backupcode directory import people.csv, or from another directory (docs/SOURCES.md)',
  'cli.init.stepTokens': 'Put the Slack tokens into {file}, then check everything: backupcode doctor',
  'cli.init.stepStart': 'Start it: backupcode start',
  'cli.init.stepOwners':
    'Make two more people owners. Otherwise no one in Slack can issue a code for {name}.',
} as const satisfies Record<`cli.init.${string}`, string>;

export const start = {
  'cli.start.description': 'Run the bot and the redeem service until stopped',
  'cli.start.port': 'Listen on this port instead of HTTP_PORT; 0 for any free port',
  'cli.start.serving': 'Serving {organization} in Slack, and HTTP at {url}. Press Ctrl-C to stop.',
  'cli.start.servingNoSlack': 'Serving HTTP at {url}, but not connected to Slack yet. Press Ctrl-C to stop.',
  'cli.start.stopping': 'Finishing what is in progress, then stopping.',
  'cli.start.crashed': 'Backupcode crashed: {error}',
  'cli.start.notConnected':
    'The Slack workspace {workspace} isn’t connected to an organization. Run: backupcode workspace connect {workspace}',
} as const satisfies Record<`cli.start.${string}`, string>;

export const demo = {
  'cli.demo.description': 'Try everything on this machine, with a local Slack and its own database',
  'cli.demo.script': 'Play the whole story and print it; exits with 0 only if every step worked',
} as const satisfies Record<`cli.demo.${string}`, string>;
