/** `/backupcode find NAME`: people of the directory to choose from. */
export const slackFind = {
  'slack.find.help': 'find someone by name, email address or employee number',
  'slack.find.question': 'Who are you looking for?',
  'slack.find.refused': 'No one was looked up.',
  'slack.find.title': 'People who fit “{name}”',
  'slack.find.none': 'I found no one who fits “{name}”, among those you may see.',
  'slack.find.none.next': 'Type the beginning of a first name, last name, email address or employee number.',
  'slack.find.hit': '*{name}* ({login})\n{facts}',
  'slack.find.department': 'Department: {department}',
  'slack.find.number': 'Employee number: {number}',
  'slack.find.status.confirmed': 'active',
  'slack.find.status.invited': 'invited, not yet active',
  'slack.find.status.suspended': 'suspended',
  'slack.find.status.deactivated': 'deactivated',
  'slack.find.account': 'Slack: {mention}',
  'slack.find.no_account': 'no Slack account linked here',
  'slack.find.more': 'More people fit. Type more of the name.',
  'slack.find.cut':
    'I looked through {count} people, and there are more. Search by email address to be sure.',
  'slack.find.choose': 'Make sure that you choose the right person: names can be alike.',
} as const satisfies Record<`slack.find.${string}`, string>;
