import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { neededScopes } from '../../src/slack/api/scopes.ts';
import { SLACK_EVENTS_PATH } from '../../src/slack/app/receivers/create-http-connection.ts';
import { writeManifestHint } from '../../src/slack/features/index.ts';
import { actionIds, COMMAND, callbackIds, shortcutIds } from '../../src/slack/ids.ts';

const manifestSchema = z.object({
  display_information: z.object({ name: z.string().max(35), description: z.string().max(140) }),
  features: z.object({
    app_home: z.object({ home_tab_enabled: z.boolean(), messages_tab_enabled: z.boolean() }),
    bot_user: z.object({ display_name: z.string() }),
    slash_commands: z.array(
      z.object({
        command: z.string(),
        url: z.string().optional(),
        should_escape: z.boolean(),
        description: z.string().min(1),
        usage_hint: z.string().min(1),
      }),
    ),
    shortcuts: z.array(z.object({ name: z.string(), type: z.string(), callback_id: z.string() })),
  }),
  oauth_config: z.object({ scopes: z.strictObject({ bot: z.array(z.string()) }) }),
  settings: z.object({
    event_subscriptions: z.object({ request_url: z.string().optional(), bot_events: z.array(z.string()) }),
    interactivity: z.object({ is_enabled: z.boolean(), request_url: z.string().optional() }),
    socket_mode_enabled: z.boolean(),
  }),
});

async function readManifest(name: string) {
  const text = await readFile(new URL(`../../manifests/${name}.json`, import.meta.url), 'utf8');
  return manifestSchema.parse(JSON.parse(text));
}

/** The text of everything in the Slack room. */
async function readSources(): Promise<string> {
  const root = new URL('../../src/slack/', import.meta.url);
  const names = (await readdir(root, { recursive: true })).filter((name) => name.endsWith('.ts'));
  return (await Promise.all(names.map((name) => readFile(new URL(name, root), 'utf8')))).join('\n');
}

function namesIn(source: string, call: RegExp): string[] {
  return [...source.matchAll(call)].flatMap((match) => match[1] ?? []);
}

describe.each(['socket-mode', 'http'])('the manifest %s.json', (name) => {
  it('S5: offers the command the program answers, with mentions escaped', async () => {
    const { features } = await readManifest(name);
    expect(features.slash_commands).toMatchObject([{ command: COMMAND, should_escape: true }]);
  });

  it('U2: hints at every row of the table of subcommands; `vitest -u` writes the hint', async () => {
    const file = `${import.meta.dirname}/../../manifests/${name}.json`;
    const written = (await readFile(file, 'utf8')).replace(/"usage_hint": ".*"/, () => {
      return `"usage_hint": ${JSON.stringify(writeManifestHint())}`;
    });
    await expect(written).toMatchFileSnapshot(file);
  });

  it('S10: asks for exactly the scopes the program uses', async () => {
    const { scopes } = (await readManifest(name)).oauth_config;
    expect([...scopes.bot].sort()).toEqual([...neededScopes].sort());
  });

  it('S10: subscribes to exactly the events that are listened to', async () => {
    const { bot_events } = (await readManifest(name)).settings.event_subscriptions;
    expect([...bot_events].sort()).toEqual(
      namesIn(await readSources(), /\bapp\.event\(\s*'([^']+)'/g)
        // Bolt knows messages by their type alone; the program answers those of a direct message.
        .map((event) => (event === 'message' ? 'message.im' : event))
        .sort(),
    );
  });

  it('S10: has the buttons, the home tab and the direct messages the program relies on', async () => {
    const { settings, features } = await readManifest(name);
    expect(settings.interactivity.is_enabled).toBe(true);
    expect(features.app_home).toMatchObject({ home_tab_enabled: true, messages_tab_enabled: true });
  });

  it('S10: declares exactly the shortcuts that are listened to', async () => {
    const { features } = await readManifest(name);
    expect(features.shortcuts.map(({ callback_id: id }) => id)).toEqual(Object.values(shortcutIds));
    const source = await readSources();
    for (const key of Object.keys(shortcutIds))
      expect(source).toContain(`onShortcut(app, deps, shortcutIds.${key},`);
    expect(namesIn(source, /\bapp\.(options|message)\(/g)).toEqual([]);
  });
});

describe('the ways of connecting', () => {
  it('S10: Socket Mode has no address, HTTP has the one the receiver serves, three times', async () => {
    const socket = await readManifest('socket-mode');
    expect(socket.settings.socket_mode_enabled).toBe(true);
    expect(JSON.stringify(socket)).not.toContain('http');
    const http = await readManifest('http');
    expect(http.settings.socket_mode_enabled).toBe(false);
    const urls = [
      http.features.slash_commands[0]?.url,
      http.settings.event_subscriptions.request_url,
      http.settings.interactivity.request_url,
    ];
    for (const url of urls) expect(url).toMatch(new RegExp(`^https://[^/]+${SLACK_EVENTS_PATH}$`));
  });

  it('S10: apart from that, the two are the same', async () => {
    const [socket, http] = await Promise.all([readManifest('socket-mode'), readManifest('http')]);
    expect(http.oauth_config).toEqual(socket.oauth_config);
    expect(http.display_information).toEqual(socket.display_information);
    expect(http.features.app_home).toEqual(socket.features.app_home);
    expect(http.settings.event_subscriptions.bot_events).toEqual(
      socket.settings.event_subscriptions.bot_events,
    );
  });
});

describe('the ids between messages and listeners', () => {
  it('S9: every action id is put on a button and listened to', async () => {
    const source = await readSources();
    for (const key of Object.keys(actionIds)) {
      const uses = source.match(new RegExp(`actionIds\\.${key}\\b`, 'g')) ?? [];
      expect(uses.length, key).toBeGreaterThanOrEqual(2);
      expect(source, key).toMatch(new RegExp(`(actionId: |action_id: |', )actionIds\\.${key}\\b`));
      expect(source, key).toMatch(new RegExp(`(deps,\\s+|\\[)actionIds\\.${key}\\b`));
    }
  });

  it('S9: every modal that can be submitted is built and listened to', async () => {
    const source = await readSources();
    for (const key of Object.keys(callbackIds)) {
      expect(source, key).toMatch(new RegExp(`callbackId: callbackIds\\.${key}\\b`));
      expect(source, key).toMatch(new RegExp(`deps,\\s+callbackIds\\.${key}\\b`));
    }
  });
});
