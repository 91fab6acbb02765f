import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { createProviderConnectors } from '../compose/provider-connectors.ts';
import { createSourceConnectors } from '../compose/source-connectors.ts';
import { openStore, type StartedService, type System, startService } from '../compose.ts';
import type { Config } from '../config/config.ts';
import { defaultClientScopes } from '../domain/clients/client.ts';
import { defaultOidcClientSettings } from '../domain/clients/oidc-client.ts';
import { Secret } from '../domain/crypto/secret.ts';
import { riskSignals } from '../domain/requests/risk-signal.ts';
import { type Portal, startPortal } from '../portal/start-portal.ts';
import type { VendorSignIn } from '../portal/start-vendor-sign-in.ts';
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts';
import { createAddClient } from '../services/clients/add-client.ts';
import { acmeDirectory } from './acme-directory.ts';
import { type AcmeProvidersDeps, startAcmeProviders } from './acme-providers.ts';
import { type AcmeVendorsDeps, startAcmeVendors } from './acme-vendors.ts';
import { demoPage } from './demo-page.ts';
import { createInspectState } from './inspect-state.ts';
import { seedAcme } from './seed-acme.ts';
import { createVendorActions } from './vendor-actions.ts';

export interface DemoOptions {
  /** Where the service listens; 0 for any free port. */
  readonly httpPort: number;
  readonly sandboxPort: number;
  readonly portalPort: number;
  /** Where people sign in at the vendors that make their codes. Default: any free port. */
  readonly vendorsPort?: number;
  /** Serve the sandbox's page too, which needs the development dependencies. */
  readonly withPage?: boolean;
}

/** The whole program on an embedded store, with a Slack of its own. */
export interface Demo extends AcmeVendorsDeps, AcmeProvidersDeps {
  readonly service: StartedService;
  /** Of a client called "Acme portal". */
  readonly credential: Secret;
  /** A separate program to sign in to, with our OpenID provider as its second factor. */
  readonly portal: Portal;
  /** `null` without the page: then the story starts one. */
  readonly vendorSignIn: VendorSignIn | null;
  /** Moves the clock of everything on. */
  skip(ms: number): void;
  /** Where people act in a browser; `null` without the page. */
  readonly pageUrl: string | null;
  /** What the program has logged, one JSON object a line. */
  log(): string;
  stop(): Promise<void>;
}

/** Everybody's, at the portal; the page says so. */
export const DEMO_PASSWORD = 'demo-password';

/** Starts everything on fresh data, which is deleted again at the end. */
export async function startDemo(given: System, options: DemoOptions): Promise<Demo> {
  let skippedMs = 0;
  const system: System = { ...given, clock: { now: () => given.clock.now() + skippedMs } };
  const folder = await mkdtemp(join(tmpdir(), 'backupcode-demo-'));
  const undo: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const sandbox = await startSandbox({
      apps: [{ manifest: await readManifest() }],
      port: options.sandboxPort,
      now: system.clock.now,
    });
    undo.push(() => sandbox.stop());
    const config = createDemoConfig(system, sandbox, join(folder, 'demo.db'), options.httpPort);
    const { store, keys } = await openStore(config);
    undo.push(() => store.close());
    const deps = { ...system, store, keys };
    const organization = await seedAcme(deps, {
      policy: {
        securityChannelId: sandbox.channelId('security-alerts'),
        // A demonstration may be at night.
        riskSignals: riskSignals.filter((signal) => signal !== 'night'),
      },
    });
    const portal = await startPortal({
      people: acmeDirectory.flatMap(({ email, displayName, status }) =>
        email === null || status !== 'confirmed' ? [] : [{ login: email, name: displayName }],
      ),
      password: DEMO_PASSWORD,
      port: options.portalPort,
      now: system.clock.now,
    });
    undo.push(() => portal.stop());
    const added = await createAddClient(deps)(organization.id, 'Acme portal', {
      scopes: defaultClientScopes,
      oidc: { ...defaultOidcClientSettings, redirectUris: [portal.redirectUri] },
    });
    if (added.kind !== 'created') throw new Error(`The client could not be added: ${added.kind}`);
    const lines: string[] = [];
    const vendorWorld = {
      ...system,
      sleep: (ms: number, signal: AbortSignal) => wait(ms, undefined, { signal }),
      allowLoopback: true,
    };
    const connectors = createSourceConnectors({ ...vendorWorld, slack: null });
    const providerConnectors = createProviderConnectors(vendorWorld);
    const service = await startService(config, {
      ...system,
      connectors,
      providerConnectors,
      logDestination: collect(lines),
    });
    undo.push(() => service.stop());
    portal.connect({
      issuer: `${service.httpUrl}/oidc`,
      clientId: added.service.id,
      clientSecret: added.credential.reveal(),
    });
    const vendorsDeps = { ...deps, organization, sandbox, connectors, providerConnectors };
    const servePage = async () => {
      const vendors = await startAcmeVendors(vendorsDeps);
      undo.push(() => vendors.stop());
      const providers = await startAcmeProviders(vendorsDeps, options.vendorsPort);
      undo.push(() => providers.stop());
      const { url } = await sandbox.servePage({
        ...demoPage,
        inspectState: createInspectState(deps, organization.id),
        actions: createVendorActions(vendors, store, organization),
      });
      return { url, vendorSignIn: providers.signIn };
    };
    const page = options.withPage ? await servePage() : null;
    return {
      ...vendorsDeps,
      service,
      credential: added.credential,
      portal,
      vendorSignIn: page?.vendorSignIn ?? null,
      skip: (ms) => {
        skippedMs += ms;
      },
      pageUrl: page?.url ?? null,
      log: () => lines.join(''),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function readManifest(): Promise<unknown> {
  return JSON.parse(await readFile(new URL('../../manifests/socket-mode.json', import.meta.url), 'utf8'));
}

function createDemoConfig({ random }: System, sandbox: Sandbox, path: string, port: number): Config {
  const { botToken, appToken } = sandbox.app();
  return {
    database: { kind: 'sqlite', path },
    masterKeys: [{ id: 'demo', bytes: new Secret(random.bytes(32)) }],
    logLevel: 'info',
    http: { host: '127.0.0.1', port },
    slack: {
      mode: 'socket',
      apiUrl: sandbox.apiUrl,
      botToken: new Secret(botToken),
      appToken: new Secret(appToken),
    },
  };
}

function collect(lines: string[]): Writable {
  return new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
}
