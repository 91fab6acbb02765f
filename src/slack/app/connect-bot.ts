import type { App } from '@slack/bolt';
import type { Logger as SlackLogger } from '@slack/logger';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { Secret } from '../../domain/crypto/secret.ts';
import type { SlackWorkspace } from '../../domain/directory/slack-person.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ReplayKeys } from '../../ports/deliveries.ts';
import type { Notifier } from '../../ports/notifier.ts';
import type { SlackServices } from '../../services/slack-services.ts';
import { createWebClients, type WebClients } from '../api/create-web-clients.ts';
import { createFindAccount } from '../api/find-account.ts';
import { createJudgeChannel } from '../api/judge-channel.ts';
import { logRequests, type RequestLog } from '../api/log-requests.ts';
import { createLookUpPerson } from '../api/look-up-person.ts';
import { createModals } from '../api/open-modal.ts';
import { createPostInDirectMessage } from '../api/post-in-direct-message.ts';
import { createPostResponse, createSlackUrlCheck, type PostResponse } from '../api/post-response.ts';
import { createPublishHome } from '../api/publish-home.ts';
import { sendRequest } from '../api/send-request.ts';
import { createHomes, type Homes } from '../features/home/homes.ts';
import { createSlackNotifier, type NotifierDeps } from '../features/notices/notifier.ts';
import type { BotDeps, BotLog } from './bot-deps.ts';
import { type BotIds, createBot } from './create-bot.ts';
import type { Connection } from './receivers/connection.ts';
import { createHttpConnection } from './receivers/create-http-connection.ts';
import { createSocketConnection } from './receivers/create-socket-connection.ts';
import type { OnRefused } from './receivers/verify-slack-request.ts';
import { createSlackHealth, type SlackHealth } from './slack-health.ts';
import { createWorkspaceWatch, type WorkspaceWatch } from './watch-workspace.ts';

/** How the bot reaches Slack, and Slack the bot. */
export type SlackAccess = { readonly botToken: Secret; readonly apiUrl: string } & (
  | { readonly mode: 'socket'; readonly appToken: Secret }
  | { readonly mode: 'http'; readonly signingSecret: Secret }
);

export interface SlackConnectionOptions {
  readonly access: SlackAccess;
  readonly clock: Clock;
  /** Rejects when the signal is given. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly replayKeys: ReplayKeys;
  readonly log: BotLog & RequestLog;
  readonly slackLogger: SlackLogger;
  readonly newReference: () => string;
  /** Called for each request that claims to be from Slack, and is forged, stale or a replay. */
  readonly onRefused: OnRefused;
  /** Runs the work for an event under a request id of its own. */
  readonly asRequest: <T>(work: () => T) => T;
}

export interface SlackConnection {
  readonly health: SlackHealth;
  /** Asks for the workspace of the token, again and again. */
  readonly watch: WorkspaceWatch;
  /** Await it before `listen`. */
  prepare(): Promise<void>;
  createNotifier(notices: Pick<NotifierDeps, 'describeNotice' | 'findNoticeReader'>): Notifier;
  /** Brings a Home tab up to date that someone opened lately, if it isn't. To be run every second. */
  refreshHomes(): Promise<number>;
  /** The bot. It answers what is received from then on. */
  createBot(useCases: SlackServices): App;
  /** Starts receiving; in HTTP mode it already does. Never throws because of Slack. */
  listen(): Promise<void>;
  stopListening(): Promise<void>;
  /** Waits for the listeners that are still at work. */
  drain(): Promise<void>;
  /** To be mounted on the service's HTTP server, before body parsers; `null` in Socket Mode. */
  readonly httpHandler: RequestHandler | null;
}

/** Everything of the Slack edge that does not depend on the use cases. */
export function connectSlack(options: SlackConnectionOptions): SlackConnection {
  const { access, clock, log } = options;
  const send = logRequests(sendRequest, log, clock);
  const clients = createWebClients({ ...access, logger: options.slackLogger, send });
  const postResponse = createPostResponse(createSlackUrlCheck(access.apiUrl), send, (host) =>
    log.warn(
      { host },
      'An answer was not sent: its response URL is on another host than the Slack that SLACK_API_URL names. If that host is yours, correct SLACK_API_URL; if not, the request was forged',
    ),
  );
  const health = createSlackHealth(
    access.mode === 'socket' ? ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'] : ['SLACK_BOT_TOKEN'],
    log,
  );
  const connection = openConnection(options, health);

  let bot: BotIds = {};
  let homes: Homes | null = null;
  const inFlight = new Set<Promise<void>>();
  async function track(work: () => Promise<void>): Promise<void> {
    const running = options.asRequest(work);
    inFlight.add(running);
    try {
      await running;
    } finally {
      inFlight.delete(running);
    }
  }

  async function identify(): Promise<SlackWorkspace> {
    const answer = authSchema.parse(await clients.withRetries.auth.test());
    bot = { botId: answer.bot_id ?? undefined, botUserId: answer.user_id ?? undefined };
    return { teamId: answer.team_id, enterpriseId: answer.enterprise_id ?? null };
  }

  return {
    health,
    watch: createWorkspaceWatch({ identify, health, sleep: options.sleep }),
    listen: connection.start,
    stopListening: connection.stop,
    drain: async () => void (await Promise.allSettled(inFlight)),
    httpHandler: connection.httpHandler,
    prepare: connection.prepare,
    createNotifier: (notices) =>
      createSlackNotifier({ client: clients.withoutRetries, postResponse, ...notices }),
    refreshHomes: async () => (health.canCall() ? ((await homes?.refresh()) ?? 0) : 0),
    createBot(useCases) {
      const deps = createBotDeps(clients, access.apiUrl, postResponse, {
        useCases,
        log,
        clock,
        track,
        isAdmitted: connection.isAdmitted,
        newReference: options.newReference,
      });
      homes = deps.homes;
      return createBot(
        {
          receiver: connection.receiver,
          botToken: access.botToken,
          botIds: () => bot,
          apiUrl: access.apiUrl,
          logger: options.slackLogger,
        },
        deps,
      );
    },
  };
}

const authSchema = z.object({
  team_id: z.string().min(1),
  enterprise_id: z.string().min(1).nullish(),
  bot_id: z.string().nullish(),
  user_id: z.string().nullish(),
});

function createBotDeps(
  clients: WebClients,
  apiUrl: string,
  postResponse: PostResponse,
  {
    clock,
    ...own
  }: Pick<BotDeps, 'useCases' | 'log' | 'track' | 'isAdmitted' | 'newReference'> & {
    readonly clock: Clock;
  },
): BotDeps {
  const { useCases, log } = own;
  const lookUpPerson = createLookUpPerson(clients.withRetries);
  const findAccount = createFindAccount(clients.withRetries);
  const publishHome = createPublishHome(clients.withoutRetries);
  return {
    ...own,
    homes: createHomes({ useCases, lookUpPerson, publishHome, clock, log }),
    postResponse,
    lookUpPerson,
    findAccount,
    judgeChannel: createJudgeChannel(clients.withRetries),
    postInDirectMessage: createPostInDirectMessage(clients.withoutRetries, apiUrl),
    modals: createModals(clients.withoutRetries),
  };
}

function openConnection(options: SlackConnectionOptions, health: SlackHealth): Connection {
  const { access, clock, replayKeys, sleep, slackLogger: logger } = options;
  if (access.mode === 'socket') {
    const { apiUrl, appToken } = access;
    return createSocketConnection({ appToken, apiUrl, logger, clock, health, sleep });
  }
  const { signingSecret } = access;
  const { onRefused } = options;
  return createHttpConnection({ signingSecret, clock, replayKeys, onRefused, logger });
}
