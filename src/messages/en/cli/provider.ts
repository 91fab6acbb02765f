/** `backupcode provider`: the vendors whose own recovery codes are given out. */
export const provider = {
  'cli.provider.nameOrId': 'Name or id, as `provider list` shows it',
  'cli.provider.unknown': 'No provider is called {provider}. List them: `backupcode provider list`',
  'cli.provider.none': 'No providers yet. Add one: `backupcode provider add KIND NAME`',

  'cli.provider.add':
    'Connect a vendor whose own codes you give out; nothing changes until the policy says so',
  'cli.provider.kind': 'What it is: {kinds}',
  'cli.provider.name': 'What to call it, such as "Entra main"',
  'cli.provider.unknownKind': 'There is no kind {kind}. Choose one of {kinds}.',
  'cli.provider.unfitName':
    'A provider can’t be called {name}: the policy couldn’t name it. Choose a name without commas and equals signs, other than "own".',
  'cli.provider.nameTaken': 'A provider called {name} exists. Choose another name.',
  'cli.provider.settingProblem.not_a_choice':
    '{name} isn’t one of the values that this kind knows. See docs/PROVIDERS.md.',
  'cli.provider.settingProblem.malformed':
    '{name} isn’t in the form that this kind needs. See docs/PROVIDERS.md.',
  'cli.provider.added': 'Added {name} ({id}). {vendor} accepts the credential, and it has the permissions.',
  'cli.provider.addedNext':
    'Nothing has changed yet. Say whose codes it makes: `backupcode policy set providers="everyone={name}"`',

  'cli.provider.list': 'List providers, and the rules of the policy that name them',
  'cli.provider.line.kind': 'Kind:   {kind} ({vendor}){settings}',
  'cli.provider.line.rules': 'Rules:  {rules}',
  'cli.provider.noRules': 'none, so no code comes from it. Add one: `backupcode policy set providers=...`',

  'cli.provider.test': 'Check the credential and the permissions of a provider; no code is made',
  'cli.provider.works':
    '{provider} works: it accepts the credential, and the credential has the permissions.',
  'cli.provider.problem.credential_refused':
    '{provider} refuses the credential. Make a new one there, and store it: `backupcode provider set NAME --secret`',
  'cli.provider.problem.not_permitted':
    '{provider} accepts the credential, but a permission is missing. Give it the permissions in docs/PROVIDERS.md.',
  'cli.provider.problem.unknown_account':
    '{provider} doesn’t know this account. Check the settings: `backupcode provider list`',
  'cli.provider.problem.clock_wrong':
    '{provider} refuses the request because this machine’s clock is wrong. Set the clock by a time server (NTP), then try again.',
  'cli.provider.problem.unreachable':
    '{provider} doesn’t answer. Check its address and this machine’s network, then try again.',
  'cli.provider.problem.throttled': '{provider} has had too many requests. Try again later.',
  'cli.provider.problem.unexpected_answer':
    '{provider} gave an answer that we can’t read. Try again; if it stays, check the settings.',
  'cli.provider.problem.too_large': '{provider} gave an answer that is too large. Check the settings.',
  'cli.provider.problem.cancelled': 'Cancelled.',
  'cli.provider.problem.secret_unreadable':
    'The credential of {provider} can’t be read: its master key is missing. Put the key back, or store a new credential: `backupcode provider set NAME --secret`',

  'cli.provider.set': 'Change a provider: settings or credential; the vendor is asked first',
  'cli.provider.setNothing':
    'Say what to change: --set name=value, --secret, --secret-file PATH or --secret-env NAME.',
  'cli.provider.changed': 'Changed {name}: {fields}. The credential works, and has the permissions.',
  'cli.provider.late':
    'Nothing was changed: someone else changed {provider} meanwhile. Look at it with `backupcode provider list`, then try again.',
  'cli.provider.setHasCodes':
    'Codes of {provider} still work there, or are still looked after. If the new settings mean another tenant, Backupcode can’t end them any longer.',
  'cli.provider.askSet': 'Change the settings now?',
  'cli.provider.setNeedsYes': 'Nothing was changed. If it’s the same tenant, add --yes.',
  'cli.provider.notChanged': 'Nothing was changed.',

  'cli.provider.remove': 'Remove a provider and its credential',
  'cli.provider.removeTakes': 'Backupcode forgets the credential of {name}.',
  'cli.provider.askRemove': 'Remove it?',
  'cli.provider.removeNeedsYes': 'Nothing was removed. To remove it, add --yes.',
  'cli.provider.notRemoved': 'Nothing was removed.',
  'cli.provider.removed': 'Removed {name} ({id}). Now remove its credential at the vendor, too.',
  'cli.provider.inPolicy':
    '{provider} wasn’t removed: the policy names it in {rules}. Change the rules first: `backupcode policy set providers=...`',
  'cli.provider.removeHasCodes':
    '{provider} wasn’t removed: codes of it still work there, or are still looked after, which takes its credential. Revoke those that work: `/backupcode list` in Slack shows them. A day after the last one was used, nothing is left to do.',
} as const;
