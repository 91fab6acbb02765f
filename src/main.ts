import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { createCli } from './cli/create-cli.ts';
import type { System } from './compose.ts';
import type { Config, StoreConfig } from './config/config.ts';
import { scrubLine } from './logging/scrub.ts';
import { serializeError } from './logging/serialize-error.ts';
import { say } from './messages/say.ts';
import type { OperatorServices } from './services/operator-services.ts';
import { WorkspaceNotConnectedError } from './services/organization/get-connected-organization.ts';
import { neededScopes } from './slack/api/scopes.ts';
import { readOperator } from './system/read-operator.ts';
import { systemClock } from './system/system-clock.ts';
import { systemRandom } from './system/system-random.ts';

const STOP_MS_MAX = 20_000;
const system: System = { clock: systemClock, random: systemRandom };

/** Resolves at the first SIGINT or SIGTERM; a second one ends the process immediately. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let count = 0;
    const onSignal = (): void => {
      count += 1;
      if (count > 1) process.exit(130);
      resolve();
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });
}

async function runStart(config: Config): Promise<number> {
  try {
    const stopped = untilStopped();
    const { startService } = await import('./compose.ts');
    const service = await startService(config, system);
    const { organization, httpUrl: url } = service;
    const serving =
      organization === null
        ? say('cli.start.servingNoSlack', { url })
        : say('cli.start.serving', { organization: organization.name, url });
    process.stderr.write(`${serving}\n`);
    for (const problem of service.slackProblems()) process.stderr.write(`${problem}\n`);
    await stopped;
    process.stderr.write(`${say('cli.start.stopping')}\n`);
    setTimeout(() => process.exit(1), STOP_MS_MAX).unref();
    await service.stop();
    return 0;
  } catch (error) {
    if (!(error instanceof WorkspaceNotConnectedError)) throw error;
    const { isAnyOrganization, slackTenantId: workspace } = error;
    const problem = isAnyOrganization
      ? say('cli.start.notConnected', { workspace })
      : say('cli.program.noOrganization');
    process.stderr.write(`${problem}\n`);
    return 1;
  }
}

/** Loaded on demand: `start` doesn't need it, and the other commands don't need what `start` loads. */
async function openServices(config: StoreConfig): Promise<OperatorServices> {
  const [
    { openStore },
    { createOperatorServices },
    { createLookUpTxt },
    { openImportStaging },
    { openSyncStaging },
    { createSourceConnectors },
    { createProviderConnectors },
    { createDeviceChecker },
  ] = await Promise.all([
    import('./compose/open-store.ts'),
    import('./services/operator-services.ts'),
    import('./system/look-up-txt.ts'),
    import('./system/open-import-staging.ts'),
    import('./system/open-sync-staging.ts'),
    import('./compose/source-connectors.ts'),
    import('./compose/provider-connectors.ts'),
    import('./compose/create-device-checker.ts'),
  ]);
  const stored = await openStore(config);
  const lookUpTxt = createLookUpTxt();
  const operator = readOperator(userInfo, process.getuid?.());
  const vendorWorld = {
    ...system,
    sleep: (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal }),
    allowLoopback: false,
  };
  return createOperatorServices({
    ...system,
    ...stored,
    operator,
    lookUpTxt,
    openImportStaging,
    openSyncStaging,
    deviceChecker: createDeviceChecker(system.clock),
    connectors: createSourceConnectors({ ...vendorWorld, slack: config.slackAccess ?? null }),
    providerConnectors: createProviderConnectors(vendorWorld),
  });
}

async function runDemo({ isScripted }: { readonly isScripted: boolean }): Promise<number> {
  const demo = await import('./demo/run-demo.ts');
  const write = (text: string): void => void process.stdout.write(text);
  return demo.runDemo({
    isScripted,
    system,
    write,
    untilStopped: isScripted ? Promise.resolve() : untilStopped(),
  });
}

/** The reader of our output may go (`| head -1`): finish quietly. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') die(error);
  });
}

/** A bug or an outage that nothing caught: report it without its data, and let a supervisor restart us. */
function die(error: unknown): void {
  const text = scrubLine(JSON.stringify(serializeError(error)));
  process.stderr.write(`${say('cli.start.crashed', { error: text })}\n`);
  process.exit(1);
}
process.on('uncaughtException', die);
process.on('unhandledRejection', die);

const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));

const cli = createCli({
  env: process.env,
  cwd: process.cwd(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  isTty: process.stdin.isTTY === true && process.stderr.isTTY === true,
  onInterrupt: (stop) => {
    process.once('SIGINT', stop);
    return () => process.off('SIGINT', stop);
  },
  ...system,
  openServices,
  findStoreState: async (config) => {
    const { findStoreState } = await import('./compose/open-store.ts');
    return findStoreState(config);
  },
  probeSlack: async ({ apiUrl, botToken }) => {
    const { probeSlack } = await import('./slack/api/probe-slack.ts');
    return probeSlack({ apiUrl, token: botToken.reveal(), clock: systemClock });
  },
  probeMail: async (mail, sendTo) => {
    const { probeMail } = await import('./mail/probe-mail.ts');
    return probeMail(mail, sendTo, { id: systemRandom.id('notice'), now: systemClock.now() });
  },
  probeChannel: async ({ apiUrl, botToken }, channelId) => {
    const { probeChannel } = await import('./slack/api/probe-channel.ts');
    return probeChannel({ apiUrl, token: botToken.reveal(), clock: systemClock }, channelId);
  },
  probeAppToken: async ({ apiUrl, appToken }) => {
    const { probeAppToken } = await import('./slack/api/probe-slack.ts');
    return probeAppToken({ apiUrl, token: appToken.reveal(), clock: systemClock });
  },
  neededScopes,
  runStart,
  runDemo,
  version,
  hasDemo: existsSync(new URL('./demo/run-demo.ts', import.meta.url)),
});

process.exitCode = await cli.run(process.argv.slice(2));
