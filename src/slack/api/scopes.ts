/**
 * The bot token's scopes, each with the Web API methods and events that need it (S10). The manifests ask for exactly these, and
 * every method the program calls stands here or needs no scope: both are tested.
 */
export const scopeUses = {
  commands: ['/backupcode'],
  'chat:write': ['chat.postMessage', 'chat.postEphemeral', 'chat.update'],
  'users:read': ['users.info', 'user_change', 'users.list'],
  'users:read.email': ['users.info', 'users.list', 'users.lookupByEmail'],
  'channels:read': ['conversations.info'],
  'groups:read': ['conversations.info'],
  'im:read': ['conversations.info'],
  'mpim:read': ['conversations.info'],
  'im:write': ['conversations.open'],
  // Events: what is written to the bot in a direct message with it, or where it is mentioned, and nothing else.
  'im:history': ['message.im'],
  'app_mentions:read': ['app_mention'],
} as const;

export const neededScopes: readonly string[] = Object.keys(scopeUses);

/** Methods that need no scope of the bot token. */
export const scopelessMethods = [
  'auth.test',
  'views.open',
  'views.push',
  'views.update',
  'views.publish',
  'apps.connections.open',
] as const;
