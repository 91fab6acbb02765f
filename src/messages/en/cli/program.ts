/** The command itself, and what several of its subcommands say. */
export const program = {
  'cli.program.description':
    'One-time backup codes for people who are locked out, issued by administrators in Slack.',
  'cli.program.version': 'Show the version',
  'cli.program.help': 'Show help for a command',
  'cli.program.helpHint': '(add --help to see how it is used)',
  'cli.program.exitCodes': `Exit codes:
  0  done
  1  refused or failed: standard error says why and what to do
  2  not understood: nothing was changed`,
  'cli.program.examples': 'Examples:',
  'cli.program.organization': 'Organizations in this database',
  'cli.program.directory': 'People in the organization',
  'cli.program.source': 'Directories that people come from',
  'cli.program.provider': 'Vendors whose own codes are given out',
  'cli.program.domain': 'Email domains of the organization',
  'cli.program.client': 'Clients: the login services that redeem codes',
  'cli.program.code': 'Codes issued from this machine, when no one in Slack can help',
  'cli.program.policy': 'Rules the organization sets for itself',
  'cli.program.device-check': 'Asking people on their enrolled devices, by your identity provider',
  'cli.program.user': 'A person’s lockout and Slack account',
  'cli.program.workspace': 'Slack workspaces of the organization',
  'cli.program.review': 'Review what went out without approval',
  'cli.program.audit': 'The history of every decision',
  'cli.program.organizationOption': 'Organization to use, if there are several',
  'cli.program.json': 'Print JSON',
  'cli.program.yes': 'Don’t ask',
  'cli.program.login': 'Email address, mobile number or alias of the person',

  'cli.program.badConfiguration': 'Fix the configuration first:\n{problems}',
  'cli.program.failed': 'Failed: {error}',
  'cli.program.unknownError': 'unknown error',
  'cli.program.warning': 'WARNING: {warning} {remedy}',
  'cli.program.noOrganization': 'No organizations yet. Create one: `backupcode init`',
  'cli.program.severalOrganizations':
    'Several organizations match. Choose one by id with --organization:\n{list}',
  'cli.program.unknownOrganization':
    'No organization is called {wanted}. Choose one with --organization:\n{list}',
  'cli.program.organizationGone':
    'The organization no longer exists. List them: `backupcode organization list`',
  'cli.program.unknownLogin':
    'No one in the directory has the login {login}. List people: `backupcode directory list`',
} as const satisfies Record<`cli.program.${string}`, string>;
