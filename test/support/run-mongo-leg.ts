/**
 * `npm run test:mongo`: the tests that need a MongoDB server, against `MONGODB_URI` (a replica set; every test makes
 * databases of its own and drops them) or, without one, against a server fetched and started for the occasion.
 *
 * Exit code: that of the tests; 75 if no server is to be had today. On a server of your own, set
 * `transactionLifetimeLimitSeconds` to 10 or so: the crash tests leave transactions behind that block until then.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const EXIT_UNAVAILABLE = 75;
const FETCH_MS_MAX = 180_000;
const MONGODB_VERSION = '8.0.4';
const root = fileURLToPath(new URL('../../', import.meta.url));
const suites = ['test/contract/mongo.test.ts', 'test/storage/mongo', '.mongo.test.ts', 'test/e2e'];

interface Server {
  readonly uri: string;
  stop(): Promise<void>;
}

class UnavailableError extends Error {}

try {
  const server = await findServer();
  try {
    process.exitCode = await runTests(server.uri);
  } finally {
    await server.stop();
  }
} catch (error) {
  if (!(error instanceof UnavailableError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = EXIT_UNAVAILABLE;
}
// A fetch that hangs must not keep the process.
process.exit();

async function findServer(): Promise<Server> {
  const uri = process.env.MONGODB_URI ?? '';
  return uri === '' ? startServer() : { uri, stop: async () => undefined };
}

async function startServer(): Promise<Server> {
  const { MongoBinary, MongoMemoryReplSet } = await import('mongodb-memory-server-core');
  const binary = { version: MONGODB_VERSION };
  process.stderr.write(`MONGODB_URI is not set: fetching MongoDB ${MONGODB_VERSION} ...\n`);
  try {
    await within(FETCH_MS_MAX, MongoBinary.getPath(binary));
  } catch (error) {
    const why = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ');
    throw new UnavailableError(
      `The MongoDB tests did NOT run: no MongoDB binary can be fetched here (${why}). Set MONGODB_URI to a replica set and try again.`,
    );
  }
  const args = ['--setParameter', 'transactionLifetimeLimitSeconds=10'];
  const server = await MongoMemoryReplSet.create({
    binary,
    instanceOpts: [{ args }],
    replSet: { count: 1, storageEngine: 'wiredTiger' },
  });
  return {
    uri: server.getUri(),
    stop: async () => {
      await server.stop();
    },
  };
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${ms / 1000} s`)), ms);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** @returns vitest's exit code */
function runTests(uri: string): Promise<number> {
  const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));
  // A name that begins with a dot is a pattern, the others are there or not.
  const present = suites.filter((suite) => suite.startsWith('.') || existsSync(`${root}${suite}`));
  const child = spawn(process.execPath, [vitest, 'run', ...present], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, MONGODB_URI: uri, MONGODB_REQUIRED: '1' },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
