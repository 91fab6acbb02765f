import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import mongoose from 'mongoose';
import { createDeviceChecker } from '../../src/ciba/device-checker.ts';
import { createProviderConnectors } from '../../src/compose/provider-connectors.ts';
import { openStore, type StartedService, type System, startService } from '../../src/compose.ts';
import type { Config, DatabaseConfig } from '../../src/config/config.ts';
import { seedAcme } from '../../src/demo/seed-acme.ts';
import type { KeyRing } from '../../src/domain/crypto/key-ring.ts';
import { Secret } from '../../src/domain/crypto/secret.ts';
import type { Organization } from '../../src/domain/organization/organization.ts';
import type { Policy } from '../../src/domain/organization/policy.ts';
import type { Random } from '../../src/ports/random.ts';
import type { Store } from '../../src/ports/store.ts';
import { type Fault, type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { showSkippedStore } from './show-skipped-store.ts';

export type StoreKind = 'sqlite' | 'mongodb';
export type DeliveryMode = 'socket' | 'http';

/** Both stores where a MongoDB is at hand (the MongoDB leg), else the embedded one. */
export const storeKinds: readonly StoreKind[] =
  process.env.MONGODB_URI === undefined ? ['sqlite'] : ['sqlite', 'mongodb'];
showSkippedStore();
export const deliveryModes: readonly DeliveryMode[] = ['socket', 'http'];

export interface World {
  readonly sandbox: Sandbox;
  readonly service: StartedService;
  readonly organization: Organization;
  /** A handle of the test's own on the same data. */
  readonly store: Store;
  readonly keys: KeyRing;
  readonly config: Config;
  readonly clock: TestClock;
  /** Every code that was generated, in order: what must not be found anywhere else. */
  readonly codes: string[];
  /** Everything the program logged. */
  log(): string;
  startAnother(): Promise<StartedService>;
  stop(): Promise<void>;
}

export interface TestClock {
  now(): number;
  advance(ms: number): void;
}

export interface WorldOptions {
  readonly mode?: DeliveryMode;
  readonly store?: StoreKind;
  readonly policy?: Partial<Policy>;
  readonly logLevel?: Config['logLevel'];
  /** How Slack limits posts; see the sandbox. */
  readonly limitPosts?: boolean;
  /** What Slack does wrong from the start. */
  readonly faults?: readonly Fault[];
  /** How the program opens its store; the test's own handle is always a plain one. */
  readonly openStore?: System['openStore'];
  /** A mail server on this machine, and where people reach the service. */
  readonly mail?: { readonly port: number; readonly publicUrl?: string };
  /** Identity providers on this machine may ask people on their devices. */
  readonly asksDevices?: true;
  /** Providers may be servers on this machine. */
  readonly reachesLocalProviders?: true;
  /** How an instance is started; in this process unless told. */
  readonly start?: (config: Config, system: System) => Promise<StartedService>;
}

export const manifestOf = async (mode: DeliveryMode): Promise<unknown> => {
  const name = mode === 'socket' ? 'socket-mode' : 'http';
  return JSON.parse(await readFile(new URL(`../../manifests/${name}.json`, import.meta.url), 'utf8'));
};

/** The real program against a real store and the sandbox: nothing in between is replaced but the clock. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const { mode = 'socket', store: storeKind = 'sqlite', policy = {} } = options;
  const clock = createTestClock();
  const lines: string[] = [];
  const codes: string[] = [];
  const random: Random = {
    ...systemRandom,
    codeSymbols() {
      const drawn = systemRandom.codeSymbols();
      codes.push(drawn.reveal());
      return drawn;
    },
  };
  const sandbox = await startSandbox({
    apps: [{ manifest: await manifestOf(mode), mode }],
    now: clock.now,
    limitPosts: options.limitPosts ?? false,
  });
  for (const fault of options.faults ?? []) sandbox.faults.inject(fault);
  const { database, drop } = await createDatabase(storeKind);
  const config = withMail(createConfig(sandbox, mode, database, options.logLevel ?? 'debug'), options.mail);
  const { store, keys } = await openStore(config);
  const organization = await seedAcme({ store, clock, random }, { policy });
  const logDestination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const system: System = {
    clock,
    random,
    logDestination,
    ...(options.openStore === undefined ? {} : { openStore: options.openStore }),
    ...(options.asksDevices && { deviceChecker: createDeviceChecker({ clock, allowLoopback: true }) }),
    ...(options.reachesLocalProviders && {
      providerConnectors: createProviderConnectors({ clock, random, sleep, allowLoopback: true }),
    }),
  };
  const start = () => (options.start ?? startService)(config, system);
  const started: StartedService[] = [];
  const startAnother = async (): Promise<StartedService> => {
    const service = await start();
    started.push(service);
    return service;
  };
  const service = await startAnother();
  if (mode === 'http') sandbox.app().setRequestUrl(`${service.httpUrl}/slack/events`);
  return {
    sandbox,
    service,
    organization: (await store.read.organizations.findById(organization.id)) ?? organization,
    store,
    keys,
    config,
    clock,
    codes,
    log: () => lines.join(''),
    startAnother,
    async stop() {
      for (const each of started) await each.stop();
      await sandbox.stop();
      await store.close();
      await drop();
    },
  };
}

const sleep = (ms: number, signal: AbortSignal) => wait(ms, undefined, { signal });

function createTestClock(): TestClock {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    advance(ms) {
      offset += ms;
    },
  };
}

export function createConfig(
  sandbox: Sandbox,
  mode: DeliveryMode,
  database: DatabaseConfig,
  logLevel: Config['logLevel'],
): Config {
  const app = sandbox.app();
  const access = { botToken: new Secret(app.botToken), apiUrl: sandbox.apiUrl };
  return {
    database,
    masterKeys: [{ id: 'test', bytes: new Secret(Buffer.alloc(32, 7)) }],
    logLevel,
    http: { host: '127.0.0.1', port: 0 },
    slack:
      mode === 'socket'
        ? { ...access, mode, appToken: new Secret(app.appToken) }
        : { ...access, mode, signingSecret: new Secret(app.signingSecret) },
  };
}

function withMail(config: Config, mail: WorldOptions['mail']): Config {
  if (mail === undefined) return config;
  const { port, publicUrl } = mail;
  const server = { host: '127.0.0.1', port, hasImplicitTls: false, needsTls: false, login: null };
  return {
    ...config,
    mail: { ...server, from: { name: 'Acme security', address: 'backupcode@acme.test' } },
    http: { ...config.http, ...(publicUrl === undefined ? {} : { publicUrl }) },
  };
}

async function createDatabase(
  kind: StoreKind,
): Promise<{ database: DatabaseConfig; drop: () => Promise<void> }> {
  if (kind === 'sqlite') {
    const folder = await mkdtemp(join(tmpdir(), 'backupcode-'));
    return {
      database: { kind: 'sqlite', path: join(folder, 'test.db') },
      drop: () => rm(folder, { recursive: true, force: true }),
    };
  }
  const uri = new URL(process.env.MONGODB_URI ?? '');
  uri.pathname = `/world_${Date.now().toString(36)}_${Math.floor(Math.random() * 1e9).toString(36)}`;
  return {
    database: { kind: 'mongodb', uri: new Secret(uri.href) },
    async drop() {
      const connection = await mongoose.createConnection(uri.href).asPromise();
      await connection.dropDatabase();
      await connection.close();
    },
  };
}
