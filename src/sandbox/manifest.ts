import { z } from 'zod';
import { EVENTS, type EventSubscription, LIMITS } from './coverage.ts';

const slashCommand = z.object({
  command: z.string().regex(/^\/[^\s]{1,31}$/),
  description: z.string().max(2000),
  usage_hint: z.string().max(1000).optional(),
  url: z.string().optional(),
  should_escape: z.boolean().optional(),
});

const shortcut = z.object({
  name: z.string().min(1).max(LIMITS.shortcutName),
  type: z.enum(['global', 'message']),
  callback_id: z.string().min(1).max(LIMITS.idLength),
  description: z.string().min(1).max(LIMITS.shortcutDescription),
});

const manifestShape = z.looseObject({
  display_information: z.looseObject({
    name: z.string().min(1).max(35),
    description: z.string().max(140).optional(),
  }),
  features: z
    .looseObject({
      app_home: z
        .looseObject({
          home_tab_enabled: z.boolean().optional(),
          messages_tab_enabled: z.boolean().optional(),
          messages_tab_read_only_enabled: z.boolean().optional(),
        })
        .optional(),
      bot_user: z.looseObject({ display_name: z.string().min(1).max(80) }).optional(),
      slash_commands: z.array(slashCommand).max(50).optional(),
      shortcuts: z.array(shortcut).max(LIMITS.shortcuts).optional(),
    })
    .optional(),
  oauth_config: z.looseObject({ scopes: z.looseObject({ bot: z.array(z.string()).optional() }) }).optional(),
  settings: z
    .looseObject({
      event_subscriptions: z.looseObject({ bot_events: z.array(z.string()).optional() }).optional(),
      interactivity: z.looseObject({ is_enabled: z.boolean() }).optional(),
      socket_mode_enabled: z.boolean().optional(),
    })
    .optional(),
});

type SlashCommandDeclaration = z.infer<typeof slashCommand>;
export type ShortcutDeclaration = z.infer<typeof shortcut>;

/** The parts of an app manifest that decide what Slack lets the app do. */
export interface AppManifest {
  readonly name: string;
  readonly botName: string;
  readonly scopes: readonly string[];
  readonly commands: readonly SlashCommandDeclaration[];
  readonly shortcuts: readonly ShortcutDeclaration[];
  readonly events: readonly EventSubscription[];
  readonly isInteractive: boolean;
  readonly isSocketMode: boolean;
  readonly hasHomeTab: boolean;
  readonly hasMessagesTab: boolean;
  readonly isMessagesTabReadOnly: boolean;
  readonly description: string;
}

function isKnownEvent(name: string): name is EventSubscription {
  return name in EVENTS;
}

function readEvents(names: readonly string[], scopes: readonly string[]): EventSubscription[] {
  return names.map((name) => {
    if (!isKnownEvent(name)) throw new Error(`manifest: the sandbox does not imitate the event "${name}"`);
    const { scope } = EVENTS[name];
    if (scope !== undefined && !scopes.includes(scope)) {
      throw new Error(`manifest: the event "${name}" needs the bot scope "${scope}"`);
    }
    return name;
  });
}

/** Reads a manifest as Slack would on import: a feature without its scope is refused. */
export function readManifest(manifest: unknown): AppManifest {
  const shape = manifestShape.parse(manifest);
  const scopes = shape.oauth_config?.scopes.bot ?? [];
  const commands = shape.features?.slash_commands ?? [];
  const shortcuts = shape.features?.shortcuts ?? [];
  if (commands.length + shortcuts.length > 0 && !scopes.includes('commands')) {
    throw new Error('manifest: slash commands and shortcuts need the bot scope "commands"');
  }
  const callbackIds = new Set(shortcuts.map((each) => each.callback_id));
  if (callbackIds.size < shortcuts.length) throw new Error('manifest: two shortcuts have one callback id');
  return {
    name: shape.display_information.name,
    botName: shape.features?.bot_user?.display_name ?? shape.display_information.name,
    scopes,
    commands,
    shortcuts,
    events: readEvents(shape.settings?.event_subscriptions?.bot_events ?? [], scopes),
    isInteractive: shape.settings?.interactivity?.is_enabled ?? false,
    isSocketMode: shape.settings?.socket_mode_enabled ?? false,
    hasHomeTab: shape.features?.app_home?.home_tab_enabled ?? false,
    hasMessagesTab: shape.features?.app_home?.messages_tab_enabled ?? true,
    isMessagesTabReadOnly: shape.features?.app_home?.messages_tab_read_only_enabled ?? false,
    description: shape.display_information.description ?? '',
  };
}
