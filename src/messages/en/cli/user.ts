/** `backupcode user`, `code` and `workspace`. */
export const user = {
  'cli.user.unlock': 'Unlock a person’s codes after too many wrong ones',
  'cli.user.unlocked': 'Unlocked {login}. Before you issue another code, find out who was trying.',
  'cli.user.notLocked': '{login} wasn’t locked. Nothing changed.',

  'cli.user.unlink': 'Unlink a person’s Slack accounts, once a conflict is resolved',
  'cli.user.unlinked': 'Unlinked {login}. The next Slack account with that confirmed address will be linked.',
  'cli.user.notLinked': '{login} has no linked Slack account. Nothing changed.',

  'cli.user.link': 'Link a person to a Slack account whose address Slack doesn’t show as confirmed',
  'cli.user.slackId': 'Slack member ID (U... or W...); in Slack: Profile > More > Copy member ID',
  'cli.user.workspace': 'Workspace (T...) or Enterprise Grid (E...), if there are several',
  'cli.user.toConfirm':
    '{name} ({login}, {role}) will act in Slack as {slackId} of {workspace}. Make sure the account is theirs: a wrong link gives their role to someone else.',
  'cli.user.linkNeedsYes': 'Nothing was linked. If it’s right, add --yes.',
  'cli.user.askLink': 'Link them?',
  'cli.user.notConfirmed': 'Nothing was linked.',
  'cli.user.linked': 'Linked {login} to {slackId} of {workspace}.',
  'cli.user.alreadyLinked': '{login} is already linked to {slackId}. Nothing changed.',
  'cli.user.hasAccount':
    '{login} is already linked to {slackId}. If that’s wrong, run: backupcode user unlink {login}',
  'cli.user.accountTaken':
    '{slackId} is already linked to {login}. If that’s wrong, run: backupcode user unlink {login}',
  'cli.user.accountTakenElsewhere': '{slackId} is already linked to someone else. Unlink them first.',
  'cli.user.noEmail':
    '{login} has no email address to compare with the Slack account’s. Add one with `backupcode directory import`.',
  'cli.user.noWorkspace':
    'The organization has no Slack workspace yet. Start the bot once, or run: backupcode workspace connect ID',
  'cli.user.chooseWorkspace': 'Choose a workspace: --workspace {workspaces}',
  'cli.user.or': '{first} or {second}',
  'cli.user.invalidSlackId':
    '{slackId} isn’t a Slack member ID. It starts with U or W and has only capital letters and digits.',
} as const satisfies Record<`cli.user.${string}`, string>;

export const code = {
  'cli.code.issue': 'Issue a code for someone no one in Slack can help',
  'cli.code.reason': 'Reason, for the history',
  'cli.code.breakGlass': 'Issue without a second operator; owners and the security channel are alerted',
  'cli.code.verified':
    'How you verified the caller: callback, video, in_person, manager or other; may be repeated',
  'cli.code.evidence': 'What you saw or checked, for the history; never a code or password',
  'cli.code.ticket': 'Number of the ticket',
  'cli.code.askEvidence': 'What did you see or check? (for the history; never a code or password)',
  'cli.code.badWay': 'Choose from {ways}.',
  'cli.code.lifetime': 'How long the code works, such as 30m or 4h (default: as the policy says)',
  'cli.code.start':
    'From when on it works: ISO 8601 with the offset from UTC, such as 2026-12-07T08:00+01:00 (default: now)',
  'cli.code.badLifetime': '--lifetime {text}: write minutes or hours, such as 30m or 4h.',
  'cli.code.badStart':
    '--start {text}: write a date and time with its offset from UTC, such as 2026-12-07T08:00+01:00 or 2026-12-07T07:00Z.',
  'cli.code.issueHelp': `The usual rules apply: the person must be confirmed and have an email address on
a verified domain. It takes two operators with their own accounts on this
machine. One runs "backupcode code confirm"; the other issues the code within
15 minutes. Only the code goes to standard output. The person is notified, and
so is the security channel or, without one, every owner. Every step is logged.
Where the policy asks for a verified caller, say with --verified and --evidence
how you verified them, with --break-glass too.`,
  'cli.code.needsReason':
    'Give a reason: --reason "lost phone". If there is no second operator: --break-glass "why not".',
  'cli.code.shown': 'Backup code for {name} ({login}, {role}). It works once, until {until}.',
  'cli.code.shownLater':
    'Backup code for {name} ({login}, {role}). It works once, from {from} until {until}. Before that it is refused.',
  'cli.code.shownByVendor':
    '{vendor}’s code for {name} ({login}, {role}), who signs in there as {account}. It works once, {from, select, now {} other {from {from} }}until {until}.',
  'cli.code.shownSet': 'These are all {count} codes of the set. Each works once, and none of them expires.',
  'cli.code.cannotEnd': '{vendor} can’t end it before it expires.',
  'cli.code.issued':
    'Call {name} yourself and read it out; never send it. {name} and {audience, select, channel {the security channel} other {the owners}} have been notified.',
  'cli.code.needsConfirmation': `No code was generated. Another operator has to confirm it, under an account on this machine other than {operator}. They run:
  backupcode code confirm {login} --reason "..."
Then run this again within {minutes} minutes. If there is no second operator: --break-glass {reason}`,
  'cli.code.refused': 'No code was generated. {refusals}',
  'cli.code.notActivated':
    'The code shown above doesn’t work: it was replaced or revoked while it was issued. Run this again.',

  'cli.code.confirm': 'Confirm a code that another operator is about to issue',
  'cli.code.confirmReason': 'How you verified the request, for the history',
  'cli.code.confirmed': 'Confirmed. Until {until}, another operator can issue one code for {name} ({login}).',
} as const satisfies Record<`cli.code.${string}`, string>;

export const workspace = {
  'cli.workspace.connect': 'Connect a Slack workspace to an organization, when the bot can’t tell which',
  'cli.workspace.id': 'Workspace (T...) or Enterprise Grid (E...), as the bot named it',
  'cli.workspace.yes': 'Connect even if the bot token belongs to another workspace or Slack can’t be reached',
  'cli.workspace.linked': '{id} is now connected to {organization}.',
  'cli.workspace.already_linked': '{id} is already connected to {organization}.',
  'cli.workspace.doubt': '{doubt} Nothing changed. To connect it anyway, add --yes.',
  'cli.workspace.noSettings': 'The Slack settings aren’t complete, so the id can’t be checked.',
  'cli.workspace.slackFailed': 'Slack couldn’t check the id ({error}).',
  'cli.workspace.otherToken': 'SLACK_BOT_TOKEN belongs to {name} ({own}), not to {id}.',
  'cli.workspace.belongs_to_another':
    '{id} is connected to another organization. Organizations can’t share a workspace.',
  'cli.workspace.invalid_id':
    '{id} isn’t a Slack workspace id. It starts with T or E and has only capital letters and digits.',
} as const satisfies Record<`cli.workspace.${string}`, string>;
