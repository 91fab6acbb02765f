/** `backupcode source`: connecting a directory, syncing it, and what collides. */
export const source = {
  'cli.source.nameOrId': 'Name or id, as `source list` shows it',
  'cli.source.unknown': 'No source is called {source}. List them: `backupcode source list`',
  'cli.source.none': 'No sources yet. Add one: `backupcode source add KIND NAME`',
  'cli.source.notRead':
    '{source} is a SCIM source: its client writes to us, and there is nothing to read. Change the client instead: `backupcode client list`',

  'cli.source.add': 'Connect a directory; nothing changes until the first sync',
  'cli.source.kind': 'What it is: {kinds}',
  'cli.source.name': 'What to call it, such as "HR"',
  'cli.source.setting': 'A setting of this kind, as name=value; may be repeated',
  'cli.source.secretFileOption': 'Read the credential from this file',
  'cli.source.secretEnvOption': 'Read the credential from this environment variable',
  'cli.source.newRoleRule':
    'Who gets a role: group:NAME=ROLE or ATTRIBUTE:VALUE=ROLE; may be repeated, the first that fits decides',
  'cli.source.withoutRoleRules': 'Everyone is a Member',
  'cli.source.newAllowOwner': 'An email address that this source may make an owner; may be repeated',
  'cli.source.unknownKind': 'There is no kind {kind}. Choose one of {kinds}.',
  'cli.source.scimKind':
    'A SCIM client writes to us by itself. Give it a credential: `backupcode client add NAME --scope scim`',
  'cli.source.nameTaken': 'A source called {name} exists. Choose another name.',
  'cli.source.badSetting': 'Write --set as name=value, such as --set {example}=value.',
  'cli.source.settingProblem.missing': 'The setting {name} is missing. Add it: --set {name}=VALUE',
  'cli.source.settingProblem.unknown': 'This kind has no setting {name}. It has: {known}',
  'cli.source.settingProblem.not_a_url': '{name} has to be a web address, such as https://directory.example.',
  'cli.source.settingProblem.not_https': '{name} has to begin with https://.',
  'cli.source.settingProblem.private_address':
    '{name} is an address inside a private network, which this kind can’t have.',
  'cli.source.settingProblem.not_a_choice':
    '{name} isn’t one of the values that this kind knows. See docs/SOURCES.md.',
  'cli.source.settingProblem.malformed':
    '{name} isn’t in the form that this kind needs. See docs/SOURCES.md.',
  'cli.source.askSecret': '{name} (hidden):',
  'cli.source.secretTwice': 'Give either --secret-file or --secret-env.',
  'cli.source.secretFile': 'Can’t read the credential from {file} ({error}).',
  'cli.source.secretEnv': 'The environment variable {name} is empty or not set.',
  'cli.source.secretNeeded':
    'This kind needs a credential ({names}). Add --secret-file PATH or --secret-env NAME, or run the command in a terminal.',
  'cli.source.secretNotGiven': 'Nothing was changed: the credential wasn’t given.',
  'cli.source.secretProblem.missing':
    'This kind needs a credential: {names}. Add --secret-file PATH or --secret-env NAME.',
  'cli.source.secretProblem.not_needed':
    'This kind has no credential. Leave out --secret-file and --secret-env.',
  'cli.source.secretProblem.too_long':
    'The credential is longer than any that this kind has. Is it the right file?',
  'cli.source.secretProblem.malformed':
    'The credential has several parts. Write them as JSON, with these names: {names}',
  'cli.source.added':
    'Added {name} ({id}). The credential works{people, select, none {.} other {: {people} people.}}',
  'cli.source.addedNext':
    'Nothing has changed yet. See what a sync would do: `backupcode source preview {name}`. Then run it: `backupcode source sync {name}`; from then on it runs every {every}.',

  'cli.source.addedRoles': 'Roles: {rules}. Everyone else is a Member.',
  'cli.source.addedNoRoles': 'Everyone is a Member.',
  'cli.source.rolesHead': 'What the roles of {kind} become here:',
  'cli.source.rolesLine': '{value} -> {role}',
  'cli.source.rolesRest': 'everyone else -> Member',
  'cli.source.rolesCaution':
    'Anyone who can give these roles there then decides who may issue codes here. No one becomes an Owner unless you name them: --allow-owner ADDRESS --role-rule {attribute}:owner=owner',
  'cli.source.askRoles': 'Use these roles?',
  'cli.source.rolesNotConfirmed':
    'Nothing was added. Choose the roles yourself, such as {rules}. For everyone as a Member: --no-role-rules.',
  'cli.source.rolesNeeded':
    'This kind has roles of its own. Say what they become here, such as {rules}. For everyone as a Member: --no-role-rules.',
  'cli.source.noOwnerRule':
    'No role rule gives the role of an Owner, so --allow-owner does nothing. Add one, such as --role-rule group:Owners=owner.',

  'cli.source.notAdded': 'Nothing was added. {problem}',
  'cli.source.notChanged': 'Nothing was changed. {problem}',

  'cli.source.list': 'List sources, their last sync and the next',
  'cli.source.line.kind': 'Kind:       {kind}{settings}',
  'cli.source.line.people': 'People:     {people}',
  'cli.source.line.conflicts': 'Conflicts:  {conflicts}. Show them: `backupcode source conflicts {name}`',
  'cli.source.line.last': 'Last sync:  {last}',
  'cli.source.line.next': 'Next sync:  {next}',
  'cli.source.line.rules': 'Roles:      {rules}',
  'cli.source.line.owners': 'Owners:     may make {owners} an owner',
  'cli.source.line.brake': 'Brake:      asks an owner before it takes access from more than {percent}%',
  'cli.source.never': 'never. See what it would do: `backupcode source preview {name}`',
  'cli.source.scimRuns': 'whenever its client writes',
  'cli.source.onRequest': 'only when asked: `backupcode source sync {name}`',
  'cli.source.afterDecision': 'after an owner decides',
  'cli.source.runState.reading': 'running since {time}',
  'cli.source.runState.applying': 'running since {time}, writing',
  'cli.source.runState.waiting':
    '{time}, waiting for an owner: {losing} people would lose access. Decide: `backupcode source sync {name} --apply-waiting` or `--discard-waiting`',
  'cli.source.runState.done': '{time}, {summary}',
  'cli.source.runState.cancelled': '{time}, cancelled',
  'cli.source.runState.discarded': '{time}, discarded by an owner',
  'cli.source.runState.failed': '{time}, failed: {summary}',

  'cli.source.test': 'Check that a source can be read',
  'cli.source.works': '{source} works{people, select, none {.} other {: {people} people.}}',
  'cli.source.problem.credential_refused':
    '{source} refuses the credential. Make a new one there, and store it: `backupcode source set NAME --secret-file PATH`',
  'cli.source.problem.clock_wrong':
    '{source} refuses our requests because the clock of this machine is wrong. Set it right, best by NTP, then try again.',
  'cli.source.problem.not_permitted':
    '{source} accepts the credential, but it may not read the people. Give it the rights in docs/SOURCES.md.',
  'cli.source.problem.unknown_account':
    '{source} doesn’t know this account. Check the settings: `backupcode source list`',
  'cli.source.problem.unknown_group':
    '{source} doesn’t have a group that the source’s `groups` setting names. Nothing was changed. Correct the setting: `backupcode source set NAME --set groups=...`',
  'cli.source.problem.unreachable':
    '{source} doesn’t answer. Check its address and this machine’s network, then try again.',
  'cli.source.problem.throttled': '{source} asks us to wait longer than a sync may take. Try again later.',
  'cli.source.problem.unexpected_answer':
    '{source} gave an answer that we can’t read. Nothing was changed. Try again; if it stays, check the settings.',
  'cli.source.problem.bot_token_missing':
    '{source} is read with the bot token, and SLACK_BOT_TOKEN isn’t set or isn’t valid here. Check it: `backupcode doctor`',
  'cli.source.problem.bot_token_refused':
    'Slack refuses the bot token. Install the app in the workspace again, put its new token into SLACK_BOT_TOKEN, and restart the bot. Check it: `backupcode doctor`',
  'cli.source.problem.wrong_workspace':
    'The bot token is of another Slack workspace than {source}, or of one that your organization hasn’t connected. Nothing was changed. Use the token of the right workspace, or connect this one: `backupcode workspace connect ID`',
  'cli.source.problem.too_large': '{source} gave an answer that is too large. Nothing was changed.',
  'cli.source.problem.cancelled': 'Cancelled. Nothing more was changed.',
  'cli.source.problem.secret_unreadable':
    'The credential of {source} can’t be read: its master key is missing. Put the key back, or store a new credential: `backupcode source set NAME --secret-file PATH`',
  'cli.source.problem.source_changed':
    '{source} was changed during the sync. Run it again: `backupcode source sync NAME`',
  'cli.source.problem.directory_changed':
    'The directory changed during the sync. What is already written is valid. Run it again: `backupcode source sync NAME`',
  'cli.source.problem.no_room':
    'There is no room for temporary data. Free some disk space, or set TMPDIR to another folder, then try again.',
  'cli.source.problem.internal':
    'The sync of {source} failed. The log has the details. It is tried again at the next run.',
  'cli.source.detail': '{problem} ({detail})',

  'cli.source.preview': 'Show what a sync would change, and why; writes nothing',
  'cli.source.limit': 'How many to show; {shown} by default',
  'cli.source.badLimit': 'Write --limit as a whole number from 1 to 1000.',
  'cli.source.more': '... and {count} more. Show them with --limit {next} or --json.',
  'cli.source.counts':
    '{created, plural, =0 {} other {# new, }}{updated, plural, =0 {} other {# changed, }}{suspended, plural, =0 {} other {# suspended, }}{deactivated, plural, =0 {} other {# deactivated, }}{reactivated, plural, =0 {} other {# reactivated, }}{conflicts, plural, =0 {} other {# in conflict, }}{skipped, plural, =0 {} other {# skipped, }}{unchanged} unchanged.',
  'cli.source.planned': 'Nothing was written. A sync would give: {counts}',
  'cli.source.wouldBrake':
    'The sync would stop and ask an owner first: {losing} of {live} people would lose access, more than {percent}%.',
  'cli.source.wouldConflict':
    'Conflicts are explained once a sync has found them: `backupcode source conflicts`',

  'cli.source.missing': 'no longer in the source',
  'cli.source.action.create': 'add',
  'cli.source.action.update': 'change',
  'cli.source.action.suspend': 'suspend',
  'cli.source.action.deactivate': 'deactivate',
  'cli.source.action.reactivate': 'reactivate',
  'cli.source.action.conflict': 'conflict',
  'cli.source.action.skip': 'skip',
  'cli.source.skip.left': 'left before the first sync',
  'cli.source.skip.bot': 'a bot or an app',
  'cli.source.skip.guest': 'a guest',
  'cli.source.skip.external': 'from another company',
  'cli.source.skip.email_missing': 'no email address',
  'cli.source.skip.email_unconfirmed': 'the email address isn’t confirmed',
  'cli.source.skip.dismissed': 'the conflict was dismissed',
  'cli.source.skip.not_governed': 'another source decides about this person',
  'cli.source.skip.no_external_id': 'the source gives no usable id',
  'cli.source.conflictShort.login_of_another_source': '{value} belongs to someone who came in another way',
  'cli.source.conflictShort.login_of_another_person': '{value} belongs to someone else in this source',
  'cli.source.conflictShort.two_people': 'email address and mobile number belong to two people',
  'cli.source.conflictShort.unverified_domain': '{value} isn’t a verified domain: no codes until it is',
  'cli.source.conflictShort.no_email': 'no email address and no mobile number',
  'cli.source.conflictShort.mobile_only': 'a mobile number only: no codes until there is an email address',
  'cli.source.conflictShort.two_primary_addresses': 'two primary email addresses; the first is used',
  'cli.source.conflictShort.role_refused': 'a role rule says owner, which isn’t allowed for this person',
  'cli.source.conflictShort.admin_login': 'the {field} of an owner or admin would change to {value}',
  'cli.source.conflictShort.last_owner': 'they are the last confirmed owner',
  'cli.source.conflictShort.unknown_manager': 'the manager {value} isn’t known',
  'cli.source.conflictShort.look_alike': '{value} looks like another address',
  'cli.source.conflictShort.invalid_field': '{value} can’t be read',

  'cli.source.sync': 'Read a source and bring the directory up to date',
  'cli.source.full': 'Read everything, even if the source can list changes',
  'cli.source.applyWaiting': 'Apply a sync that waits for an owner',
  'cli.source.discardWaiting': 'Discard a sync that waits for an owner',
  'cli.source.cancel': 'Stop a sync that is running, wherever it runs',
  'cli.source.oneOf': 'Choose one of --full, --apply-waiting, --discard-waiting and --cancel.',
  'cli.source.synced': '{source} is up to date: {counts}',
  'cli.source.syncedConflicts':
    '{count, plural, one {# conflict needs} other {# conflicts need}} a decision: `backupcode source conflicts {name}`',
  'cli.source.busy':
    '{source} is being synced since {time}. Wait, or stop it: `backupcode source sync {name} --cancel`',
  'cli.source.waiting':
    'Stopped before anything was written: {losing} of {live} people would lose access, more than {percent}%. If that is right, apply it: `backupcode source sync {name} --apply-waiting`. If not, correct {source} and discard it: `--discard-waiting`.',
  'cli.source.waits':
    '{source} waits for an owner: {losing} people would lose access. Apply it: `backupcode source sync {name} --apply-waiting`. Or discard it: `--discard-waiting`.',
  'cli.source.stillDiscarded':
    'Nothing was written: an owner discarded exactly these changes. Correct {source}, or apply them: `backupcode source sync {name} --apply-waiting`',
  'cli.source.changedSinceAsked':
    'Nothing was written: the list of people who would lose access has changed since you were asked. Look at it: `backupcode source preview {name}`',
  'cli.source.nothingWaits': 'No sync of {source} waits for a decision.',
  'cli.source.discarded':
    'Discarded. Nothing was written. Correct {source}; the next sync asks again only if something else would be lost.',
  'cli.source.cancelled': 'Cancelled. What was already written stays.',
  'cli.source.cancelAsked': 'Cancelled. The running sync stops before its next write.',
  'cli.source.notRunning': 'No sync of {source} is running.',
  'cli.source.lost': 'Another instance took this sync over. See how it goes: `backupcode source list`',

  'cli.source.progress':
    '{step, select, read {{done} people read} plan {{done} of {total} people compared} other {{done} of {total} people written}}',
  'cli.source.bar': '{step, select, read {people read} plan {people compared} other {people written}}',

  'cli.source.set': 'Change a source: settings, credential, schedule, roles or brake',
  'cli.source.setSetting': 'A setting, as name=value; an empty value takes it out; may be repeated',
  'cli.source.newSecret': 'Ask for a new credential',
  'cli.source.every': 'How often to sync: 30m, 2h, 1d or never',
  'cli.source.brake': 'Ask an owner before a sync takes access from more than this percentage of people',
  'cli.source.roleRule':
    'Who gets a role: group:NAME=ROLE or ATTRIBUTE:VALUE=ROLE; may be repeated, the first that fits decides; replaces all rules',
  'cli.source.noRoleRules': 'Remove all role rules',
  'cli.source.allowOwner':
    'An email address that this source may make an owner; may be repeated; replaces the list',
  'cli.source.noAllowedOwners': 'Let it make no one an owner',
  'cli.source.setNothing':
    'Say what to change: --set, --secret, --secret-file, --secret-env, --every, --brake, --role-rule or --allow-owner.',
  'cli.source.badInterval': 'Write --every as 30m, 2h, 1d or never: from {least} minutes to {most} hours.',
  'cli.source.badBrake': 'Write --brake as a whole number from 1 to 100.',
  'cli.source.badRule':
    'Can’t read the rule {rule}. Write group:NAME=ROLE or ATTRIBUTE:VALUE=ROLE. Roles: {roles}.',
  'cli.source.badOwner': '{login} isn’t an email address.',
  'cli.source.set.changed': 'Changed {name}: {fields}.',
  'cli.source.set.unchanged': 'Nothing changed.',
  'cli.source.field.settings': 'settings',
  'cli.source.field.credential': 'credential',
  'cli.source.field.everyMinutes': 'schedule',
  'cli.source.field.brakePercent': 'brake',
  'cli.source.field.roleRules': 'role rules',
  'cli.source.field.allowedOwners': 'allowed owners',
  'cli.source.rulesNext': 'See what the next sync changes: `backupcode source preview {name}`',

  'cli.source.conflicts': 'Explain every conflict: who, what, since when, and how to resolve it',
  'cli.source.conflictsOf': 'Only those of this source',
  'cli.source.noConflicts': 'No conflicts.',
  'cli.source.moreConflicts': '... and {count} more. Show them with --limit {next} or --json.',
  'cli.source.conflictHead': '{id}  {source}, since {time}',
  'cli.source.who': '{name} ({id})',
  'cli.source.operatorsList': 'the list that an operator imported',
  'cli.source.fromSource': 'the source {source}',
  'cli.source.formerSource': 'a source that was removed',
  'cli.source.conflict.login_of_another_source':
    '{who}: the {field} {value} already belongs to {other}, who comes from {from}.',
  'cli.source.conflict.login_of_another_person':
    '{who}: the {field} {value} already belongs to {other}, another person of {source}. Are there two records, or did the address move?',
  'cli.source.conflict.two_people':
    '{who}: their logins belong to two people in the directory. One of them is {other}, from {from}.',
  'cli.source.conflict.unverified_domain':
    '{who}: the domain {value} isn’t verified. No codes for them until it is.',
  'cli.source.conflict.no_email': '{who}: {source} gives no email address and no mobile number.',
  'cli.source.conflict.mobile_only':
    '{who}: {source} gives only the mobile number {value}. No codes for people without an email address.',
  'cli.source.conflict.two_primary_addresses':
    '{who}: two email addresses are marked as primary. The first, {value}, is used.',
  'cli.source.conflict.role_refused':
    '{who}: a role rule makes them an owner, but {source} isn’t allowed to.',
  'cli.source.conflict.admin_login':
    '{who}: {source} changes the {field} of an owner or admin to {value}. Anyone who has it could act as them.',
  'cli.source.conflict.last_owner':
    '{who}: {source} no longer makes them a confirmed owner ({field}: {value}), but they are the last one.',
  'cli.source.conflict.unknown_manager': '{who}: the manager {value} isn’t a person we know.',
  'cli.source.conflict.look_alike':
    '{who}: the {field} {value} looks like another address but has other letters.',
  'cli.source.conflict.invalid_field': '{who}: the {field} {value} can’t be read.',
  'cli.source.noValue': 'nothing',
  'cli.source.conflictField.email': 'email address',
  'cli.source.conflictField.mobile': 'mobile number',
  'cli.source.conflictField.alias': 'second login',
  'cli.source.conflictField.other': 'field {field}',
  'cli.source.meanwhile.kept_out': 'Meanwhile: they aren’t in the directory, and get no codes.',
  'cli.source.meanwhile.field_kept': 'Meanwhile: this stays as it was. Everything else is up to date.',
  'cli.source.meanwhile.warning': 'Meanwhile: they are in the directory. Everything else is up to date.',
  'cli.source.way.take_over':
    'If both are the same person, let {source} decide about them from now on: {command}',
  'cli.source.way.link': 'If both are the same person, but {from} keeps deciding: {command}',
  'cli.source.way.accept': 'If you have checked with them that it is right: {command}',
  'cli.source.way.ignore': 'To hide this until {source} says something else: {command}',
  'cli.source.fix.login_of_another_source': 'If they are two people, correct the {field} in {source}.',
  'cli.source.fix.login_of_another_person': 'If they are two people, correct the {field} in {source}.',
  'cli.source.fix.two_people': 'If they are two people, correct the logins in {source}.',
  'cli.source.fix.unverified_domain': 'Verify it: `backupcode domain add {value}`',
  'cli.source.fix.no_email': 'Add an email address in {source}.',
  'cli.source.fix.mobile_only': 'Add an email address in {source}.',
  'cli.source.fix.two_primary_addresses': 'Mark one address as primary in {source}.',
  'cli.source.fix.role_refused':
    'If it is right, allow it: `backupcode source set {source} --allow-owner {login}`',
  'cli.source.fix.admin_login': 'If it is wrong, correct it in {source}.',
  'cli.source.fix.last_owner': 'Make someone else an owner first; the next sync then does it.',
  'cli.source.fix.unknown_manager':
    'Correct the manager in {source}, or sync the source that they come from.',
  'cli.source.fix.look_alike':
    'Correct the {field} in {source}. If it isn’t a typing mistake, treat it as an attack.',
  'cli.source.fix.invalid_field': 'Correct the {field} in {source}.',

  'cli.source.resolve': 'Decide a conflict',
  'cli.source.conflictId': 'Id of the conflict, as `source conflicts` shows it',
  'cli.source.takeOver': 'Both are the same person: this source decides about them from now on',
  'cli.source.link': 'Both are the same person: the other source keeps deciding',
  'cli.source.accept': 'The new address of an owner or admin is right',
  'cli.source.ignore': 'Hide it until the source says something else',
  'cli.source.oneWay': 'Choose one of --take-over, --link, --accept and --ignore.',
  'cli.source.unknownConflict':
    'There is no conflict {id}. It may be resolved already. List them: `backupcode source conflicts`',
  'cli.source.notPossible': 'This conflict can’t be resolved like that. Possible: {ways}.',
  'cli.source.askResolve.take_over':
    '{who} in {source} becomes the same person as {other}, and {source} decides about them from now on. Do it?',
  'cli.source.askResolve.link': '{who} in {source} becomes the same person as {other}. Do it?',
  'cli.source.askResolve.accept':
    '{other} is an owner or admin. Who has the new address {value} gets their role in Slack. Accept it?',
  'cli.source.resolveNeedsYes': 'Nothing was changed. To do it without being asked, add --yes.',
  'cli.source.notResolved': 'Nothing was changed.',
  'cli.source.resolved.joined': 'Resolved: {who} in {source} is {user}.',
  'cli.source.resolved.accept': 'Resolved: {user} has the new address.',
  'cli.source.resolved.ignore': 'Hidden until {source} says something else about {who}.',
  'cli.source.leftConflicts':
    '{count, plural, one {# conflict} other {# conflicts}} of this person still {count, plural, one {needs} other {need}} a decision: `backupcode source conflicts {name}`',

  'cli.source.remove': 'Disconnect a source; its people stay as they are',
  'cli.source.removeHas':
    '{name} has {people, plural, one {# person} other {# people}}. If you remove it, they stay in the directory with their roles and codes, but no longer change by themselves: people who leave keep their account until you change it by `backupcode directory import`. Its credential, conflicts and groups are deleted.',
  'cli.source.removePolicyGroups':
    'WARNING: the policy names groups of this source: {groups}. Without them, their people are treated like everyone else. See: `backupcode policy show`',
  'cli.source.askRemove': 'Remove it?',
  'cli.source.removeNeedsYes': 'Nothing was removed. To remove it anyway, add --yes.',
  'cli.source.notRemoved': 'Nothing was removed.',
  'cli.source.removed':
    'Removed {name} ({id}). Its {people, plural, one {# person stays} other {# people stay}} in the directory.',
} as const satisfies Record<`cli.source.${string}`, string>;
