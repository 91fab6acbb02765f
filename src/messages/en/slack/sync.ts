/** A sync that waits for an owner, and a source that can’t be read. */
export const slackSync = {
  'slack.sync.ask': '{source} would take access from {losing} of {live} people. Apply or discard?',
  'slack.sync.ask.title':
    ':warning: *{source} would take access from {losing} of {live} people.* That is more than {percent}%, so I stopped before changing anything.',
  'slack.sync.more': 'and {count, plural, one {# more person} other {# more people}}',
  'slack.sync.ask.caution':
    'If that is right, apply it: they are suspended or deactivated or lose a role, and their codes end. If not, discard it and have {source} corrected.',
  'slack.sync.ask.terms':
    'Applying covers exactly these people. If the list changes, I ask again. Until you decide, nothing from this directory is updated.',
  'slack.sync.confirm': 'Apply these changes?',
  'slack.sync.confirm.text': '{losing} people lose access or a role now. Their codes stop working.',
  'slack.sync.applied': ':white_check_mark: *{owner} applied the sync of {source}.*',
  'slack.sync.applied.next':
    'It starts within a minute, and takes access from {losing, plural, one {# person} other {# people}}.',
  'slack.sync.discarded': ':no_entry: *{owner} discarded the sync of {source}.*',
  'slack.sync.discarded.next':
    'Nothing was changed for {losing, plural, one {# person} other {# people}}. I won’t ask about the same people again.',
  'slack.sync.late': 'This was already decided, or other people would lose access by now.',
  'slack.sync.late.next': 'An operator can see how it stands: `backupcode source list`',
  'slack.sync.failing': 'The sync of {source} keeps failing.',
  'slack.sync.failing.title':
    ':warning: *The sync of {source} keeps failing:* {failed, plural, one {# run} other {# runs in a row}}.',
  'slack.sync.workedLast': 'It last worked {time}.',
  'slack.sync.neverWorked': 'It has never worked.',
  'slack.sync.why.credential_refused': 'It refuses our credential: it was revoked, or it has expired.',
  'slack.sync.why.clock_wrong': 'It refuses our requests because the clock of our machine is wrong.',
  'slack.sync.why.not_permitted': 'Our credential may not read its people, or no longer all that is needed.',
  'slack.sync.why.unknown_account': 'It doesn’t know the account in the settings.',
  'slack.sync.why.unknown_group': 'A group in the settings is gone.',
  'slack.sync.why.unreachable': 'It can’t be reached, or answers only with errors.',
  'slack.sync.why.throttled': 'It asks us to wait for longer than a sync may take.',
  'slack.sync.why.unexpected_answer': 'It gives answers that I can’t read.',
  'slack.sync.why.too_large': 'It gives an answer that is too large.',
  'slack.sync.why.bot_token_missing': 'This program has no Slack bot token to read it with.',
  'slack.sync.why.bot_token_refused': 'Slack refuses the bot token.',
  'slack.sync.why.wrong_workspace': 'No running instance has the bot token of its Slack workspace.',
  'slack.sync.why.secret_unreadable': 'The key that opens our credential is missing.',
  'slack.sync.why.directory_changed': 'The directory keeps changing during the sync.',
  'slack.sync.why.no_room': 'There is no disk space for temporary data.',
  'slack.sync.why.internal': 'An error in this program or its database. The log has the details.',
  'slack.sync.failing.caution':
    'Until it works, people who leave keep their account, role and codes here, and new people are missing.',
  'slack.sync.failing.next':
    'An operator can see what is wrong: `backupcode source test {id}`. Once it’s fixed: `backupcode source sync {id}`. I’ll tell you when it works again.',
  'slack.sync.works': 'The sync of {source} works again.',
  'slack.sync.works.title': ':white_check_mark: *The sync of {source} works again.*',
  'slack.sync.works.since': 'It hadn’t worked since {time}.',
  'slack.sync.not_owner': 'Only an owner can decide this.',
} as const satisfies Record<`slack.sync.${string}`, string>;
