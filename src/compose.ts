import { setTimeout as sleep } from 'node:timers/promises';
import { createDeviceChecker } from './compose/create-device-checker.ts';
import { createHomeWork } from './compose/create-home-work.ts';
import { createHttp } from './compose/create-http.ts';
import { createMailer } from './compose/create-mailer.ts';
import { type OpenedStore, openStore } from './compose/open-store.ts';
import { createProviderConnectors } from './compose/provider-connectors.ts';
import { recordSlackRefusals } from './compose/record-slack-refusals.ts';
import { createSourceConnectors } from './compose/source-connectors.ts';
import type { Config, StoreConfig } from './config/config.ts';
import { type SlackWorkspace, slackTenantIdOf } from './domain/directory/slack-person.ts';
import type { OrganizationId } from './domain/ids.ts';
import type { Organization } from './domain/organization/organization.ts';
import { startHttpServer } from './http/start-http-server.ts';
import { createLogger, type LoggerOptions } from './logging/create-logger.ts';
import { createSlackLogger } from './logging/create-slack-logger.ts';
import type { Clock } from './ports/clock.ts';
import type { DeviceChecker } from './ports/device-check.ts';
import type { SourceConnectors } from './ports/directory/source.ts';
import type { ProviderConnectors } from './ports/providers/provider.ts';
import type { Random } from './ports/random.ts';
import { createAuditLog } from './services/audit/log-audit.ts';
import type { BackgroundWork } from './services/background/background-work.ts';
import { createMaintenance } from './services/background/maintenance.ts';
import { createSyncWork } from './services/background/sync-work.ts';
import type { ServiceDeps } from './services/deps.ts';
import { announceEnqueued } from './services/notices/announce-enqueued.ts';
import { createDescribeNotice } from './services/notices/describe-notice.ts';
import { createFindNoticeReader } from './services/notices/find-notice-reader.ts';
import { createGetConnectedOrganization } from './services/organization/get-connected-organization.ts';
import type { ProviderDeps } from './services/providers/open-provider.ts';
import { nameRequests } from './services/requests/name-requests.ts';
import { createSlackServices } from './services/slack-services.ts';
import { connectSlack } from './slack/app/connect-bot.ts';
import { createLookUpTxt } from './system/look-up-txt.ts';
import { openSyncStaging } from './system/open-sync-staging.ts';
import { createRequestScope } from './system/request-scope.ts';

export { type OpenedStore, openStore } from './compose/open-store.ts';

/** What the world gives: replaced in tests. */
export interface System {
  readonly clock: Clock;
  readonly random: Random;
  readonly logDestination?: LoggerOptions['destination'];
  /** {@link openStore} if left out */
  readonly openStore?: (config: StoreConfig) => Promise<OpenedStore>;
  /** Those of all vendors if left out */
  readonly connectors?: SourceConnectors;
  /** Those of all vendors if left out */
  readonly providerConnectors?: ProviderConnectors;
  /** The one that asks identity providers if left out */
  readonly deviceChecker?: DeviceChecker;
}

export interface StartedService {
  /** Where the service's own HTTP endpoints are. */
  readonly httpUrl: string;
  /** Of the workspace the bot's token belongs to; `null` if Slack could not say so at the start. */
  readonly organization: Organization | null;
  /** What is wrong with Slack at this moment and what to do about it; empty if nothing is. */
  slackProblems(): readonly string[];
  /** Ends what is under way, then closes every handle. */
  stop(): Promise<void>;
}

/**
 * Opens the store, serves HTTP, connects to Slack: the whole program.
 * @throws WorkspaceNotConnectedError if Slack says whose token it is, and that workspace has no organization
 */
export async function startService(config: Config, system: System): Promise<StartedService> {
  const { clock, random } = system;
  const logger = createLogger({
    level: config.logLevel,
    ...(system.logDestination === undefined ? {} : { destination: system.logDestination }),
  });
  const { store: plain, keys } = await (system.openStore ?? openStore)(config);
  const requestScope = createRequestScope();
  const nameRequest = () => requestScope.currentId() ?? newReference(random);
  let work: BackgroundWork | null = null;
  for (const warning of config.warnings ?? []) logger.warn({}, warning);
  const store = nameRequests(
    announceEnqueued(plain, () => work?.nudge()),
    requestScope,
  );
  const wait = (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal });
  const vendorWorld = { clock, random, sleep: wait, allowLoopback: false };
  const providerConnectors = system.providerConnectors ?? createProviderConnectors(vendorWorld);
  const deps: ServiceDeps & ProviderDeps = { store, clock, random, keys, providerConnectors };
  const undo: (() => Promise<void>)[] = [() => store.close()];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    let servedOrganization: OrganizationId | null = null;
    const slack = connectSlack({
      access: config.slack,
      clock,
      sleep: wait,
      replayKeys: store.replayKeys,
      log: logger,
      slackLogger: createSlackLogger(logger),
      newReference: nameRequest,
      onRefused: recordSlackRefusals({ ...deps, log: logger, organizationId: () => servedOrganization }),
      // In HTTP mode it is one already.
      asRequest: (work) => requestScope.run(nameRequest(), work),
    });
    let served: readonly string[] = [];
    const auditLog = createAuditLog(store, logger);
    const maintenance = createMaintenance({
      ...deps,
      lookUpTxt: createLookUpTxt(),
      auditLog,
      deviceChecker: system.deviceChecker ?? createDeviceChecker(clock),
      notifier: slack.createNotifier({
        describeNotice: createDescribeNotice(deps),
        findNoticeReader: createFindNoticeReader(deps),
      }),
      mailer:
        config.mail === undefined
          ? null
          : await createMailer(deps, config.mail, config.http.publicUrl ?? null),
      // While Slack refuses us, notices wait in the outbox and use up none of their attempts.
      slackTenantIds: () => (slack.health.canCall() ? served : []),
      sleep: wait,
      log: logger,
    });
    const syncs = createSyncWork({
      ...deps,
      connectors: system.connectors ?? createSourceConnectors({ ...vendorWorld, slack: config.slack }),
      openSyncStaging,
      log: logger,
    });
    slack.createBot(
      createSlackServices({
        ...deps,
        sendsMail: config.mail !== undefined && config.http.publicUrl !== undefined,
      }),
    );
    const homes = createHomeWork(slack.refreshHomes, logger);
    await slack.prepare();
    let isReady = false;
    let issuer = config.http.publicUrl ?? '';
    const http = createHttp({
      ...deps,
      logger,
      slackHandler: slack.httpHandler,
      newReference: () => newReference(random),
      isReady: () => isReady,
      slackState: () => slack.health.state(),
      issuer: () => issuer,
      requestScope,
      trustedProxies: config.http.trustedProxies ?? [],
    });
    const server = await startHttpServer({ app: http, ...config.http });
    issuer ||= server.url;
    work = maintenance;
    maintenance.start();
    syncs.start();
    homes.start();
    undo.push(
      () => maintenance.stop(),
      () => syncs.stop(),
      () => homes.stop(),
      slack.drain,
      () => server.close(),
    );
    // From here on people redeem and sign in, whatever becomes of Slack (S15).
    isReady = true;
    const getOrganization = createGetConnectedOrganization(deps);
    const serve = async (workspace: SlackWorkspace): Promise<Organization> => {
      const organization = await getOrganization(workspace);
      const slackTenantId = slackTenantIdOf(workspace);
      await store.outbox.adopt(organization.id, slackTenantId);
      served = [slackTenantId];
      servedOrganization = organization.id;
      auditLog.follow(organization.id);
      return organization;
    };
    undo.push(
      () => slack.watch.stop(),
      () => slack.stopListening(),
      async () => {
        isReady = false;
      },
    );
    const workspace = await slack.watch.start(async (found) => {
      try {
        await serve(found);
      } catch (error) {
        logger.error(
          { err: error },
          'The bot cannot serve its Slack workspace. Redeeming goes on meanwhile, and it is tried again every 30 seconds',
        );
        return false;
      }
      await slack.listen();
      return true;
    });
    const organization = workspace === null ? null : await serve(workspace);
    if (workspace !== null) await slack.listen();
    return { httpUrl: server.url, organization, slackProblems: () => slack.health.problems(), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Short enough to be read out, long enough to find one line in a log: the end of an id, as the beginning is the time. */
function newReference(random: Random): string {
  return random.id('event').slice(-10);
}
