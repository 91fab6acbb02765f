import { setTimeout as sleep } from 'node:timers/promises';
import type { Express, RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Config, StoreConfig } from './config/config.ts';
import { createKeyRing, type KeyRing } from './domain/key-ring.ts';
import type { Organization } from './domain/organization.ts';
import { createHttpApp } from './http/create-http-app.ts';
import { startHttpServer } from './http/start-http-server.ts';
import { createLogger, type LoggerOptions } from './logging/create-logger.ts';
import { createSlackLogger } from './logging/create-slack-logger.ts';
import { createOidcMount } from './oidc/create-oidc-mount.ts';
import type { Clock } from './ports/clock.ts';
import type { Random } from './ports/random.ts';
import type { Store } from './ports/store.ts';
import { createAskApproval } from './services/ask-approval.ts';
import { createCancelRequest } from './services/cancel-request.ts';
import { createCodeStatus } from './services/code-status.ts';
import { createDecideRequest } from './services/decide-request.ts';
import type { ServiceDeps } from './services/deps.ts';
import { createDescribeNotice } from './services/describe-notice.ts';
import { createFindOrganization } from './services/find-organization.ts';
import { createGetConnectedOrganization } from './services/get-connected-organization.ts';
import { createMaintenance } from './services/maintenance.ts';
import { createOidcServices } from './services/oidc-services.ts';
import { createRedeemingServices } from './services/redeeming-services.ts';
import { createRequestCode } from './services/request-code.ts';
import { createRevealCode } from './services/reveal-code.ts';
import { createRevokeCode } from './services/revoke-code.ts';
import { createUnlockByAdmin } from './services/unlock-by-admin.ts';
import type { BotUseCases } from './slack/bot-deps.ts';
import { connectSlack } from './slack/connect-bot.ts';

/** What the world gives: replaced in tests. */
export interface System {
  readonly clock: Clock;
  readonly random: Random;
  readonly logDestination?: LoggerOptions['destination'];
  /** {@link openStore} if left out */
  readonly openStore?: (config: StoreConfig) => Promise<OpenedStore>;
}

export interface OpenedStore {
  readonly store: Store;
  readonly keys: KeyRing;
}

/**
 * Opens the store the configuration names. Adapters are loaded when needed: a machine with SQLite never loads
 * Mongoose.
 */
export async function openStore({ database, masterKeys }: StoreConfig): Promise<OpenedStore> {
  const keys = createKeyRing(masterKeys);
  if (database.kind === 'sqlite') {
    const { openSqliteStore } = await import('./storage/sqlite/open-sqlite-store.ts');
    return { store: await openSqliteStore({ path: database.path, keys }), keys };
  }
  const { openMongoStore } = await import('./storage/mongo/open-mongo-store.ts');
  return { store: await openMongoStore({ uri: database.uri, keys }), keys };
}

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
    unlockByAdmin: createUnlockByAdmin(deps),
  };
}

export interface StartedService {
  /** Where the service's own HTTP endpoints are. */
  readonly httpUrl: string;
  readonly organization: Organization;
  /** Ends what is under way, then closes every handle. */
  stop(): Promise<void>;
}

/** Opens the store, connects to Slack, serves HTTP: the whole program. */
export async function startService(config: Config, system: System): Promise<StartedService> {
  const { clock, random } = system;
  const logger = createLogger({
    level: config.logLevel,
    ...(system.logDestination === undefined ? {} : { destination: system.logDestination }),
  });
  const { store, keys } = await (system.openStore ?? openStore)(config);
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
      newReference: () => newReference(random),
    });
    const organization = await createGetConnectedOrganization(deps)(await slack.identifyWorkspace());
    const work = createMaintenance({
      ...deps,
      notifier: slack.createNotifier(createDescribeNotice(deps)),
      log: logger,
    });
    const bot = slack.createBot(createBotUseCases(deps), () => work.nudge());
    await bot.init();
    await slack.prepare();
    work.start();
    undo.push(() => work.stop(), slack.drain);
    let isReady = false;
    let issuer = config.http.publicUrl ?? '';
    const http = createHttp(deps, logger, slack.httpHandler, {
      nudge: () => work.nudge(),
      isReady: () => isReady,
      issuer: () => issuer,
    });
    const server = await startHttpServer({ app: http, ...config.http });
    undo.push(() => server.close());
    issuer ||= server.url;
    if (slack.mode === 'socket') {
      await bot.start();
      undo.push(async () => void (await bot.stop()));
    }
    isReady = true;
    undo.push(async () => {
      isReady = false;
    });
    return { httpUrl: server.url, organization, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function createHttp(
  deps: ServiceDeps,
  logger: Logger,
  slackHandler: RequestHandler | null,
  { issuer, ...live }: HttpLiveness,
): Express {
  return createHttpApp({
    logger,
    clock: deps.clock,
    newReference: () => newReference(deps.random),
    ...createRedeemingServices(deps, issuer),
    checkStore: () => deps.store.ping(),
    ...live,
    mounts: [
      createOidcMount({
        ...deps,
        ...createOidcServices(deps),
        publicUrl: issuer,
        read: deps.store.read,
        log: logger,
        nudge: live.nudge,
      }),
      ...(slackHandler === null ? [] : [{ path: '/', handler: slackHandler }]),
    ],
  });
}

interface HttpLiveness {
  readonly nudge: () => void;
  readonly isReady: () => boolean;
  readonly issuer: () => string;
}

/** Short enough to be read out, long enough to find one line in a log. */
function newReference(random: Random): string {
  return random.id('event').slice(4, 14);
}
