/** The form behind the shortcuts. */
export const slackShortcut = {
  'slack.shortcut.title': 'Generate a backup code',
  'slack.shortcut.intro':
    'Who is locked out of their second factor? First I check whether they can have a code, and ask you to confirm.',
  'slack.shortcut.person': 'Person',
  'slack.shortcut.person.placeholder': 'Choose a person',
  'slack.shortcut.person.missing': 'Choose the person who needs a code.',
  'slack.shortcut.reason': 'Reason',
  'slack.shortcut.reason.hint': 'It’s shown to approvers and to the person, and is kept in the history.',
  'slack.shortcut.of_app':
    'An app wrote this message, so I don’t know who needs a code. Type `/backupcode @name` instead.',
} as const satisfies Record<`slack.${string}`, string>;
