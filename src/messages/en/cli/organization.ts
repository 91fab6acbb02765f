export const organization = {
  'cli.organization.list': 'List the organizations',
  'cli.organization.rename': 'Change the name people see in Slack and on the sign-in page',
  'cli.organization.newName': 'Up to 200 characters',
  'cli.organization.renamed': 'Renamed: {before} -> {name}',
  'cli.organization.sameName': 'The name is already {name}. Nothing changed.',
  'cli.organization.nameTaken':
    'Another organization is called {name}. List them: `backupcode organization list`',
} as const satisfies Record<`cli.organization.${string}`, string>;
