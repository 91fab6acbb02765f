import { App, type AppOptions, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/sandbox.ts';

/** Bolt's loggers, silenced: refused calls are what these tests are about. */
export const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

export const SCOPES = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'team:read',
  'users:read',
  'users:read.email',
] as const;

const EVENTS = ['app_home_opened', 'app_mention', 'message.im', 'team_join', 'user_change'] as const;

const SHORTCUTS = [
  { name: 'Probe', type: 'global', callback_id: 'probe_all', description: 'Probes' },
  { name: 'Probe message', type: 'message', callback_id: 'probe_message', description: 'Probes a message' },
] as const;

export function manifest(
  change: {
    scopes?: readonly string[];
    shouldEscape?: boolean;
    events?: readonly string[];
    shortcuts?: readonly object[];
  } = {},
) {
  const scopes = change.scopes ?? SCOPES;
  return {
    display_information: { name: 'Probe' },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true },
      bot_user: { display_name: 'probe' },
      slash_commands: scopes.includes('commands')
        ? [{ command: '/probe', description: 'Probes', should_escape: change.shouldEscape ?? true }]
        : [],
      shortcuts: change.shortcuts ?? (scopes.includes('commands') ? SHORTCUTS : []),
    },
    oauth_config: { scopes: { bot: [...scopes] } },
    settings: {
      event_subscriptions: { bot_events: [...(change.events ?? (change.scopes ? [] : EVENTS))] },
      interactivity: { is_enabled: true },
      socket_mode_enabled: true,
    },
  };
}

/** What a test opened, closed again in reverse even when the test failed. */
export class Cleanup {
  #steps: (() => Promise<unknown>)[] = [];

  add(step: () => Promise<unknown>): void {
    this.#steps.push(step);
  }

  async run(): Promise<void> {
    for (const step of this.#steps.toReversed()) await step();
    this.#steps = [];
  }
}

export async function sandboxFor(
  cleanup: Cleanup,
  options: Partial<SandboxOptions> & { mode?: 'socket' | 'http' } = {},
): Promise<Sandbox> {
  const { mode = 'socket', apps = [{ manifest: manifest(), mode }], ...rest } = options;
  const sandbox = await startSandbox({ apps, ...rest });
  cleanup.add(() => sandbox.stop());
  return sandbox;
}

export function clientOptions(sandbox: Sandbox): WebClientOptions {
  return { slackApiUrl: sandbox.apiUrl, logger: silent, retryConfig: { retries: 0 } };
}

export function webClient(sandbox: Sandbox, token = sandbox.app().botToken): WebClient {
  return new WebClient(token, clientOptions(sandbox));
}

function boltApp(sandbox: Sandbox, receiver: AppOptions['receiver'], index: number): App {
  return new App({
    token: sandbox.app(index).botToken,
    clientOptions: clientOptions(sandbox),
    logger: silent,
    ...(receiver ? { receiver } : {}),
  });
}

/** A real Bolt app over Socket Mode; reconnects within a fraction of a second. */
export async function socketBolt(
  cleanup: Cleanup,
  sandbox: Sandbox,
  register: (app: App) => void,
  index = 0,
): Promise<App> {
  const receiver = new SocketModeReceiver({
    appToken: sandbox.app(index).appToken,
    installerOptions: { clientOptions: clientOptions(sandbox) },
    logger: silent,
  });
  const app = boltApp(sandbox, receiver, index);
  register(app);
  await app.start();
  cleanup.add(() => app.stop());
  return app;
}

/** A real Bolt app behind signed HTTP posts. */
export async function httpBolt(
  cleanup: Cleanup,
  sandbox: Sandbox,
  register: (app: App) => void,
  index = 0,
): Promise<App> {
  const receiver = new HTTPReceiver({ signingSecret: sandbox.app(index).signingSecret, logger: silent });
  const app = boltApp(sandbox, receiver, index);
  register(app);
  const server = await receiver.start({ port: 0, host: '127.0.0.1' });
  cleanup.add(() => app.stop());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  sandbox.app(index).setRequestUrl(`http://127.0.0.1:${address.port}/slack/events`);
  return app;
}

/** Both ways of delivery, for suites that must hold on each. */
export const DELIVERIES = [
  { mode: 'socket', connect: socketBolt },
  { mode: 'http', connect: httpBolt },
] as const;

export const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });

export const button = (action_id: string, more: Record<string, unknown> = {}) => ({
  type: 'button',
  action_id,
  text: { type: 'plain_text', text: action_id },
  ...more,
});

export const actions = (...elements: object[]) => ({ type: 'actions', block_id: 'buttons', elements });
