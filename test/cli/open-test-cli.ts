import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PassThrough, Readable, Writable } from 'node:stream';
import type { CliDeps } from '../../src/cli/cli-deps.ts';
import { createCli } from '../../src/cli/create-cli.ts';
import { createKeyRing } from '../../src/domain/crypto/key-ring.ts';
import type { DeviceChecker } from '../../src/ports/device-check.ts';
import type { OpenImportStaging } from '../../src/ports/directory/import-staging.ts';
import type { SourceConnectors } from '../../src/ports/directory/source.ts';
import type { ProviderConnectors } from '../../src/ports/providers/provider.ts';
import { createOperatorServices } from '../../src/services/operator-services.ts';
import type { TxtLookup } from '../../src/services/organization/verification-record.ts';
import { findSqliteState } from '../../src/storage/sqlite/find-sqlite-state.ts';
import { openSqliteStore } from '../../src/storage/sqlite/open-sqlite-store.ts';
import { openImportStaging } from '../../src/system/open-import-staging.ts';
import { openSyncStaging } from '../../src/system/open-sync-staging.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { noDevices } from '../support/no-devices.ts';
import { noProviders } from '../support/no-providers.ts';
import { noConnectors } from '../support/scripted-source.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface TestCli {
  /** The directory it runs in. */
  readonly directory: string;
  readonly databasePath: string;
  /** What the DNS answers. */
  txt: TxtLookup;
  /** What the DNS says of single names, where it differs from `txt`. */
  readonly txtAt: Map<string, TxtLookup>;
  now: number;
  openImportStaging: OpenImportStaging;
  /** None, unless a test gives one. */
  connectors: SourceConnectors;
  /** No provider answers, unless a test gives one. */
  deviceChecker: DeviceChecker;
  /** None, unless a test gives one. */
  providerConnectors: ProviderConnectors;
  env: Record<string, string>;
  /** The system user at the command line. */
  operator: string;
  run(line: readonly string[], overrides?: Partial<CliDeps>): Promise<Ran>;
  write(name: string, content: string | Uint8Array): Promise<void>;
  close(): Promise<void>;
}

export const START = Date.UTC(2026, 0, 31, 12);

/** The command in a directory of its own, on a real store in a real file. */
export async function openTestCli(): Promise<TestCli> {
  const directory = await mkdtemp(join(tmpdir(), 'backupcode-cli-'));
  const cli: TestCli = {
    directory,
    databasePath: join(directory, 'data/backupcode.db'),
    txt: { kind: 'none' },
    txtAt: new Map(),
    now: START,
    openImportStaging,
    connectors: noConnectors,
    deviceChecker: noDevices,
    providerConnectors: noProviders,
    env: {},
    operator: 'ops-jane',
    run: (line, overrides) => run(cli, line, overrides),
    write: (name, content) => writeFile(join(directory, name), content),
    close: () => rm(directory, { recursive: true }),
  };
  return cli;
}

/** The same with an organization, Acme, owned by Ada of acme.test. */
export async function openInitializedCli(...more: string[]): Promise<TestCli> {
  const cli = await openTestCli();
  const { code, err } = await cli.run([...initLine, ...more]);
  if (code !== 0) throw new Error(err);
  return cli;
}

export const initLine = ['init', '--name', 'Acme', '--owner-name', 'Ada', '--owner-email', 'ada@acme.test'];

async function run(cli: TestCli, line: readonly string[], overrides: Partial<CliDeps> = {}): Promise<Ran> {
  const out = collect();
  const err = collect();
  const clock = { now: () => cli.now };
  const deps: CliDeps = {
    env: cli.env,
    cwd: cli.directory,
    stdin: Readable.from([]),
    stdout: out.stream,
    stderr: err.stream,
    isTty: false,
    onInterrupt: () => () => {},
    clock,
    random: systemRandom,
    openServices: async ({ database, masterKeys }) => {
      if (database.kind !== 'sqlite') throw new Error('These tests run on SQLite');
      const keys = createKeyRing(masterKeys);
      const store = await openSqliteStore({ path: resolve(cli.directory, database.path), keys });
      const lookUpTxt = async (name: string) => cli.txtAt.get(name) ?? cli.txt;
      const { openImportStaging } = cli;
      const { connectors, deviceChecker, providerConnectors } = cli;
      const deps = {
        store,
        keys,
        clock,
        random: systemRandom,
        lookUpTxt,
        openImportStaging,
        openSyncStaging,
        connectors,
        deviceChecker,
        providerConnectors,
      };
      return createOperatorServices({ ...deps, operator: cli.operator });
    },
    findStoreState: async ({ database }) =>
      database.kind === 'sqlite' ? findSqliteState(resolve(cli.directory, database.path)) : 'current',
    probeSlack: async () => ({ kind: 'failed', error: 'invalid_auth' }),
    probeMail: async () => null,
    probeChannel: async () => ({ kind: 'failed', error: 'invalid_auth' }),
    probeAppToken: async () => ({ kind: 'ok' }),
    neededScopes: ['commands'],
    runStart: async () => 0,
    runDemo: async () => 0,
    version: '0.0.0-test',
    hasDemo: true,
    ...overrides,
  };
  const code = await createCli(deps).run(line);
  return { code, out: out.text(), err: err.text() };
}

function collect(): { stream: Writable; text: () => string } {
  const parts: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      parts.push(String(chunk));
      done();
    },
  });
  return { stream, text: () => parts.join('') };
}

/** Somebody who types these lines. */
export function typing(...lines: string[]): PassThrough {
  const stdin = new PassThrough();
  for (const line of lines) stdin.write(`${line}\n`);
  stdin.end();
  return stdin;
}
