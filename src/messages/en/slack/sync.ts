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
  'slack.sync.failing.caution':
    'Until it works, people who leave keep their account, role and codes here, and new people are missing.',
  'slack.sync.failing.next':
    'An operator can see what is wrong: `backupcode source test {id}`. Once it’s fixed: `backupcode source sync {id}`. I’ll tell you when it works again.',
  'slack.sync.works': 'The sync of {source} works again.',
  'slack.sync.works.title': ':white_check_mark: *The sync of {source} works again.*',
  'slack.sync.works.since': 'It hadn’t worked since {time}.',
  'slack.sync.not_owner': 'Only an owner can decide this.',
} as const satisfies Record<`slack.sync.${string}`, string>;
