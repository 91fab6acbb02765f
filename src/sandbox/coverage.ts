/**
 * What this sandbox imitates of Slack, as data. The dispatcher, the validators and the deliveries read these
 * tables, so a feature that is not listed here does not exist, and `coverage.test.ts` holds the rest to it.
 */

type TokenKind = 'none' | 'bot' | 'app';

export interface MethodCoverage {
  readonly token: TokenKind;
  /** Any one of these is enough at the door; a method may ask for the one its conversation kind needs. */
  readonly anyScope: readonly string[];
}

const READ_CONVERSATIONS = ['channels:read', 'groups:read', 'im:read', 'mpim:read'] as const;
const READ_HISTORY = ['channels:history', 'groups:history', 'im:history', 'mpim:history'] as const;
const WRITE_CONVERSATIONS = ['channels:manage', 'groups:write', 'im:write', 'mpim:write'] as const;

export const METHODS = {
  'api.test': { token: 'none', anyScope: [] },
  'auth.test': { token: 'bot', anyScope: [] },
  'apps.connections.open': { token: 'app', anyScope: ['connections:write'] },
  'users.info': { token: 'bot', anyScope: ['users:read'] },
  'users.list': { token: 'bot', anyScope: ['users:read'] },
  'users.lookupByEmail': { token: 'bot', anyScope: ['users:read.email'] },
  'team.info': { token: 'bot', anyScope: ['team:read'] },
  'conversations.open': { token: 'bot', anyScope: WRITE_CONVERSATIONS },
  'conversations.info': { token: 'bot', anyScope: READ_CONVERSATIONS },
  'conversations.list': { token: 'bot', anyScope: READ_CONVERSATIONS },
  'conversations.members': { token: 'bot', anyScope: READ_CONVERSATIONS },
  'conversations.history': { token: 'bot', anyScope: READ_HISTORY },
  'chat.postMessage': { token: 'bot', anyScope: ['chat:write'] },
  'chat.postEphemeral': { token: 'bot', anyScope: ['chat:write'] },
  'chat.update': { token: 'bot', anyScope: ['chat:write'] },
  'chat.delete': { token: 'bot', anyScope: ['chat:write'] },
  'chat.getPermalink': { token: 'bot', anyScope: [] },
  'views.open': { token: 'bot', anyScope: [] },
  'views.update': { token: 'bot', anyScope: [] },
  'views.push': { token: 'bot', anyScope: [] },
  'views.publish': { token: 'bot', anyScope: [] },
} as const satisfies Record<string, MethodCoverage>;

export type MethodName = keyof typeof METHODS;

export const METHOD_ERRORS = [
  'cannot_dm_bot',
  'cant_delete_message',
  'cant_update_message',
  'channel_not_found',
  'exchanged_trigger_id',
  'expired_trigger_id',
  'hash_conflict',
  'internal_error',
  'invalid_arguments',
  'invalid_auth',
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_cursor',
  'invalid_trigger_id',
  'message_not_found',
  'missing_scope',
  'msg_too_long',
  'no_text',
  'not_allowed_token_type',
  'not_authed',
  'not_found',
  'not_in_channel',
  'push_limit_reached',
  'ratelimited',
  'unknown_method',
  'user_disabled',
  'user_not_found',
  'user_not_in_channel',
  'users_not_found',
] as const;

export const RESPONSE_URL_ERRORS = [
  'expired_url',
  'invalid_blocks',
  'invalid_payload',
  'no_text',
  'not_found',
  'used_url',
] as const;

export type SlackErrorName = (typeof METHOD_ERRORS)[number] | (typeof RESPONSE_URL_ERRORS)[number];

export const ENVELOPE_KINDS = ['slash_commands', 'interactive', 'events_api'] as const;
export type EnvelopeKind = (typeof ENVELOPE_KINDS)[number];

export const INTERACTION_TYPES = [
  'block_actions',
  'view_submission',
  'view_closed',
  'shortcut',
  'message_action',
] as const;
export type InteractionType = (typeof INTERACTION_TYPES)[number];

/** Event subscriptions and the scope that Slack demands before it lets an app subscribe. */
export const EVENTS = {
  app_home_opened: { scope: undefined },
  app_mention: { scope: 'app_mentions:read' },
  'message.im': { scope: 'im:history' },
  team_join: { scope: 'users:read' },
  user_change: { scope: 'users:read' },
} as const satisfies Record<string, { scope: string | undefined }>;

export type EventSubscription = keyof typeof EVENTS;

export const BLOCK_TYPES = [
  'actions',
  'context',
  'divider',
  'header',
  'image',
  'input',
  'rich_text',
  'section',
] as const;
export type BlockType = (typeof BLOCK_TYPES)[number];

/** Which blocks may carry which element. */
export const ELEMENTS = {
  button: ['section', 'actions'],
  static_select: ['section', 'actions', 'input'],
  users_select: ['section', 'actions', 'input'],
  overflow: ['section', 'actions'],
  checkboxes: ['section', 'actions', 'input'],
  radio_buttons: ['section', 'actions', 'input'],
  datepicker: ['section', 'actions', 'input'],
  timepicker: ['section', 'actions', 'input'],
  datetimepicker: ['actions', 'input'],
  plain_text_input: ['input'],
  image: ['section', 'context'],
} as const satisfies Record<string, readonly BlockType[]>;
export type ElementType = keyof typeof ELEMENTS;

/** Slack's documented limits: characters, counts, milliseconds. */
export const LIMITS = {
  messageBlocks: 50,
  viewBlocks: 100,
  messageText: 40_000,
  sectionText: 3000,
  sectionFields: 10,
  fieldText: 2000,
  headerText: 150,
  contextElements: 10,
  actionsElements: 25,
  idLength: 255,
  buttonText: 75,
  buttonValue: 2000,
  url: 3000,
  altText: 2000,
  inputLabel: 2000,
  placeholder: 150,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  selectOptions: 100,
  overflowOptions: 5,
  checkboxOptions: 10,
  radioOptions: 10,
  optionText: 75,
  optionValue: 150,
  viewTitle: 24,
  privateMetadata: 3000,
  plainTextInput: 3000,
  modalStack: 3,
  shortcutName: 24,
  shortcutDescription: 150,
  shortcuts: 10,
  ackMs: 3000,
  triggerMs: 3000,
  responseUrlMs: 30 * 60_000,
  responseUrlUses: 5,
  retriesOfEvents: 3,
} as const;

export const NOT_IMITATED = [
  'OAuth installation, token rotation and uninstall events',
  'threads beyond a thread_ts that is kept with a message, reactions, files, search and scheduled messages',
  'the echo of a slash command in the channel when its answer is in_channel',
  'Slack Connect invitations: a shared channel is declared, not negotiated',
  'legacy attachments, interactive messages, dialogs and workflow steps',
  'the tiered rate limits, except one post per second and channel when asked for; others by injected fault',
  'url_verification of a request URL',
] as const;
