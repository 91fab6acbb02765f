import { setTimeout as sleep } from 'node:timers/promises';
import express, { type RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Config, StoreConfig } from './config/config.ts';
import { createKeyRing, type KeyRing } from './domain/key-ring.ts';
import type { Organization } from './domain/organization.ts';
import type { SlackWorkspace } from './domain/slack-person.ts';
import { createLogger, type LoggerOptions } from './logging/create-logger.ts';
import { createSlackLogger } from './logging/create-slack-logger.ts';
import type { Clock } from './ports/clock.ts';
import type { Notifier } from './ports/notifier.ts';
import type { Random } from './ports/random.ts';
import type { Store } from './ports/store.ts';
import { createAskApproval } from './services/ask-approval.ts';
import { type BackgroundWork, createBackgroundWork } from './services/background-work.ts';
import { createCancelRequest } from './services/cancel-request.ts';
import { createCodeStatus } from './services/code-status.ts';
import { createConnectWorkspace } from './services/connect-workspace.ts';
import { createDecideRequest } from './services/decide-request.ts';
import type { ServiceDeps } from './services/deps.ts';
import { createDescribeNotice } from './services/describe-notice.ts';
import { createDispatchNotices } from './services/dispatch-notices.ts';
import { createExpireDue } from './services/expire-due.ts';
import { createFindOrganization } from './services/find-organization.ts';
import { createRequestCode } from './services/request-code.ts';
import { createRevealCode } from './services/reveal-code.ts';
import { createRevokeCode } from './services/revoke-code.ts';
import type { BotUseCases } from './slack/bot-deps.ts';
import { connectSlack } from './slack/connect-bot.ts';

/** What the world gives: replaced in tests. */
export interface System {
  readonly clock: Clock;
  readonly random: Random;
  readonly logDestination?: LoggerOptions['destination'];
}

export interface OpenedStore {
  readonly store: Store;
  readonly keys: KeyRing;
}

/** Opens the store the configuration names. Adapters are loaded when needed: a machine with SQLite never loads Mongoose. */
export async function openStore({ database, masterKeys }: StoreConfig): Promise<OpenedStore> {
  const keys = createKeyRing(masterKeys);
  if (database.kind === 'sqlite') {
    const { openSqliteStore } = await import('./storage/sqlite/open-sqlite-store.ts');
    return { store: await openSqliteStore({ path: database.path, keys }), keys };
  }
  const { openMongoStore } = await import('./storage/mongo/open-mongo-store.ts');
  return { store: await openMongoStore({ uri: database.uri, keys }), keys };
}

const BACKGROUND_INTERVAL_MS = 1000;

function createBotUseCases(deps: ServiceDeps): BotUseCases {
  return {
    findOrganization: createFindOrganization(deps),
    requestCode: createRequestCode(deps),
    revealCode: createRevealCode(deps),
    cancelRequest: createCancelRequest(deps),
    askApproval: createAskApproval(deps),
    decideRequest: createDecideRequest(deps),
    revokeCode: createRevokeCode(deps),
    codeStatus: createCodeStatus(deps),
  };
}

export interface StartedService {
  /** Where the service's own HTTP endpoints are. */
  readonly httpUrl: string;
  readonly organization: Organization;
  /** Ends what is under way, then closes every handle. */
  stop(): Promise<void>;
}

/** The bot cannot serve the workspace its token belongs to. */
export class WorkspaceNotConnectedError extends Error {
  override readonly name = 'WorkspaceNotConnectedError';
}

/** Opens the store, connects to Slack, serves HTTP: the whole program. */
export async function startService(config: Config, system: System): Promise<StartedService> {
  const { clock, random } = system;
  const logger = createLogger({
    level: config.logLevel,
    ...(system.logDestination === undefined ? {} : { destination: system.logDestination }),
  });
  const { store, keys } = await openStore(config);
  const deps: ServiceDeps = { store, clock, random, keys };
  const undo: (() => Promise<void>)[] = [() => store.close()];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const slack = connectSlack({
      access: config.slack,
      clock,
      sleep: (ms) => sleep(ms),
      replayKeys: store.replayKeys,
      log: logger,
      slackLogger: createSlackLogger(logger),
      newReference: () => random.id('event').slice(4, 12),
    });
    const organization = await connectOrganization(deps, await slack.identifyWorkspace());
    const work = createWork(deps, slack.createNotifier(createDescribeNotice(deps)), logger);
    const bot = slack.createBot(createBotUseCases(deps), () => work.nudge());
    await bot.init();
    work.start();
    undo.push(() => work.stop(), slack.drain);
    const server = await serveHttp(config, deps, logger, slack.httpHandler, () => work.nudge());
    undo.push(() => server.close());
    if (slack.mode === 'socket') {
      await bot.start();
      undo.push(async () => void (await bot.stop()));
    }
    return { httpUrl: server.url, organization, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function connectOrganization(deps: ServiceDeps, workspace: SlackWorkspace): Promise<Organization> {
  const result = await createConnectWorkspace(deps)(workspace);
  switch (result.kind) {
    case 'connected':
    case 'already_connected':
      return result.organization;
    case 'no_organization':
      throw new WorkspaceNotConnectedError('There is no organization yet: run "backupcode init" first.');
    case 'ambiguous':
      throw new WorkspaceNotConnectedError(
        `Slack workspace ${workspace.enterpriseId ?? workspace.teamId} is connected to no organization, and it is not clear to which it belongs: run "backupcode workspace connect".`,
      );
  }
}

function createWork(deps: ServiceDeps, notifier: Notifier, logger: Logger): BackgroundWork {
  const expireDue = createExpireDue(deps);
  const dispatchNotices = createDispatchNotices({ ...deps, notifier });
  return createBackgroundWork({
    intervalMs: BACKGROUND_INTERVAL_MS,
    onError: (task, err) => logger.error({ err, task }, 'Background work failed and will be tried again'),
    tasks: [
      {
        name: 'expire due',
        run: async () => {
          const { requestsExpired, codesExpired, revealsTakenBack } = await expireDue();
          return requestsExpired + codesExpired + revealsTakenBack;
        },
      },
      { name: 'send notices', run: async () => (await dispatchNotices()).sent },
    ],
  });
}

async function serveHttp(
  config: Config,
  deps: ServiceDeps,
  logger: Logger,
  slackHandler: RequestHandler | null,
  nudge: () => void,
): Promise<{ url: string; close(): Promise<void> }> {
  const app = express();
  if (slackHandler !== null) app.use(slackHandler);
  const server = app.listen(config.http.port, config.http.host);
  await new Promise((resolve) => server.once('listening', resolve));
  const a = server.address();
  void deps;
  void logger;
  void nudge;
  return {
    url: `http://127.0.0.1:${typeof a === 'object' && a ? a.port : 0}`,
    close: () =>
      new Promise((r) => {
        server.close(() => r());
        server.closeAllConnections();
      }),
  };
}
