export const cli = {
  'cli.client.none': 'No clients yet. Add one: `backupcode client add NAME`',
  'cli.client.removed': 'Removed {name} ({id}).',
} as const satisfies Record<`cli.${string}`, string>;
