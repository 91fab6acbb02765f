import { createServer } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, expect, it } from 'vitest';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import { openMongoStore } from '../../../src/storage/mongo/open-mongo-store.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { describeMongo, nameDatabase } from './mongo-database.ts';
import { openWireProxy } from './wire-proxy.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function refusalOf(uri: string): Promise<Error> {
  const options = { uri: new Secret(uri), keys: createTestKeys(), serverSelectionTimeoutMs: 300 };
  const outcome = await openMongoStore(options).then(
    (store) => store,
    (error: unknown) => error,
  );
  if (outcome instanceof Error) return outcome;
  throw new Error('The store opened');
}

/** A port on which nothing listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

it('a server that is away is an outage, not a fault, and is reported in time', async () => {
  const started = performance.now();
  const error = await refusalOf(`mongodb://127.0.0.1:${await closedPort()}/x?directConnection=true`);
  expect(error.name).toBe('StoreUnavailableError');
  expect(performance.now() - started).toBeLessThan(5000);
});

it.each([
  'mongodb://bot:hunter2@',
  'mongodb://bot:hunter2@127.0.0.1:1/x?tls=perhaps',
  'mongodb://bot:hunter2@127.0.0.1:99999999/x',
  'mongodb://bot:hunter2/@127.0.0.1:1/x',
  'mongodb://bot:%hunter2@127.0.0.1:1/x',
  'postgres://bot:hunter2@127.0.0.1/x',
  'mongodb://127.0.0.1:1/x@hunter2?replicaSet=hunter2',
])('N6: no error about an address shows its password: %#', async (uri) => {
  const error = await refusalOf(uri);
  expect(error.message).toContain('DATABASE_URL');
  expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('hunter2');
});

it.each([
  ['mongodb://127.0.0.1:1/x', '127.0.0.1:1 refuses connections: check host and port'],
  ['mongodb://nosuch.invalid:27017/x', 'nosuch.invalid:27017 doesn’t exist: check its name'],
  ['mongodb+srv://nosuch.invalid/x', 'the mongodb+srv address has no DNS record'],
  ['mongodb://127.0.0.1:1/x?replicasett=a', 'option replicasett is not supported'],
  ['mongodb://127.0.0.1:1/x?tls=perhaps', 'tls/ssl must be either "true" or "false"'],
])('says which part of the address is at fault: %s', async (uri, part) => {
  expect((await refusalOf(uri)).message).toContain(part);
});

it('N6: digits of a password that are taken for a port are not shown', async () => {
  const error = await refusalOf('mongodb://127.0.0.1:4711/x@db.example/x');
  expect(error.message).not.toContain('4711');
});

describeMongo('connecting to MongoDB', (server) => {
  it('N6: refused credentials are named as such, without the password', async () => {
    const uri = nameDatabase(server).replace('mongodb://', 'mongodb://bot:hunter2@');
    const error = await refusalOf(uri);
    expect(error.name).toBe('MongoUnfitError');
    expect(error.message).toContain('Check user, password and authSource');
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('hunter2');
  });

  it('the name of another replica set is named as such', async () => {
    const uri = new URL(nameDatabase(server));
    uri.search = 'replicaSet=other';
    expect((await refusalOf(uri.href)).message).toContain('no host is a member of the replica set "other"');
  });

  it('a standalone server is refused with what to do', async () => {
    const proxy = await openWireProxy(nameDatabase(server));
    closers.push(() => proxy.close());
    proxy.hooks = {
      onReply(_command, reply) {
        const { setName, hosts, me, primary, setVersion, ...standalone } = reply;
        return setName === undefined ? reply : standalone;
      },
    };
    const error = await refusalOf(proxy.uri);
    expect(error.name).toBe('MongoUnfitError');
    expect(error.message).toMatch(/standalone.*--replSet rs0.*rs\.initiate\(\)/);
  });
});
