import { AsyncLocalStorage } from 'node:async_hooks';
import type { Connection } from 'mongoose';
import type { KeyRing } from '../../domain/crypto/key-ring.ts';
import type { Secret } from '../../domain/crypto/secret.ts';
import { say } from '../../messages/say.ts';
import type { Clock } from '../../ports/clock.ts';
import { type Store, StoreUnavailableError } from '../../ports/store.ts';
import { createModels, createReaders } from './collections.ts';
import { type ConnectOptions, connectToMongo } from './connection/connect.ts';
import { startFillingSearchWords } from './connection/fill-search-words.ts';
import { prepareDatabase } from './connection/prepare-database.ts';
import { createWatchdog } from './connection/watchdog.ts';
import { createContext } from './engine/context.ts';
import { createOrganizationQueue } from './engine/organization-queue.ts';
import { runTransaction } from './engine/run-transaction.ts';
import { createStatementRunner } from './engine/statements.ts';
import { createReplayKeys } from './repositories/deliveries.ts';
import { createOutbox } from './repositories/outbox.ts';
import { createRateCounters } from './repositories/rate-counters.ts';
import { createOidcRecords } from './repositories/sign-in/oidc-records.ts';
import { createSigningKeys } from './repositories/sign-in/signing-keys.ts';

export interface MongoStoreOptions {
  /** `mongodb://` or `mongodb+srv://`. A URI that names no database means the one called `backupcode`. */
  readonly uri: Secret;
  readonly keys: KeyRing;
  /** Milliseconds to look for a primary before the store counts as away; default 3,000. */
  readonly serverSelectionTimeoutMs?: number;
  /** Milliseconds that one statement may stay without an answer; default 10,000. */
  readonly answerTimeoutMs?: number;
  /** Milliseconds a transaction waits for those before it in this process; default 10,000. */
  readonly waitMsMax?: number;
  /** Milliseconds one may take; default 15,000. Below the minute after which the server itself aborts it. */
  readonly holdMsMax?: number;
  /** The real time, by which the server deletes what has expired; decides nothing. */
  readonly wallClock?: Clock;
}

/**
 * The store in MongoDB: a replica set, a sharded cluster or Atlas, shared by any number of instances.
 * @throws StoreUnavailableError if no primary answers
 * @throws MongoUnfitError if the address is wrong, the server has no transactions, or an index is not as declared
 */
export async function openMongoStore(options: MongoStoreOptions): Promise<Store> {
  const { uri, serverSelectionTimeoutMs = 3000, answerTimeoutMs = 10_000 } = options;
  const limits = { serverSelectionTimeoutMs, answerTimeoutMs };
  // Over a connection of its own that waits for any answer: a new index on much data takes its time.
  const preparing = await connectToMongo(uri, { ...limits, answerTimeoutMs: 0 });
  try {
    await prepareDatabase(preparing);
  } finally {
    await preparing.destroy();
  }
  return createStore(await connectToMongo(uri, limits), { ...options, ...limits });
}

function createStore(connection: Connection, options: MongoStoreOptions & ConnectOptions): Store {
  const { keys, wallClock = { now: Date.now }, waitMsMax = 10_000, holdMsMax = 15_000 } = options;
  const watchdog = createWatchdog(
    connection.getClient(),
    options.serverSelectionTimeoutMs + options.answerTimeoutMs,
  );
  const models = createModels(connection);
  const stopFilling = startFillingSearchWords(models);
  const queue = createOrganizationQueue(waitMsMax);
  const insideTransaction = new AsyncLocalStorage<{ isOpen: boolean }>();
  let closing: Promise<void> | null = null;

  const assertOpen = () => {
    if (closing !== null) throw new StoreUnavailableError(say('storage.unavailable.closed'));
  };
  const runStatement = createStatementRunner(watchdog, assertOpen);
  const context = createContext(runStatement, wallClock, models.auditHeads, null);
  const parts = { connection, watchdog, models, keys, wallClock, holdMsMax };

  return {
    read: createReaders(models, context),
    outbox: createOutbox(models.notices, context),
    replayKeys: createReplayKeys(models.deliveries, context),
    oidcRecords: createOidcRecords(models.oidcRecords, context).writer,
    signingKeys: createSigningKeys(models.signingKeys, context),
    rateCounters: createRateCounters(models.rateCounters, context),
    async transact(organizationId, work) {
      // It would wait in the queue for the one that it is part of.
      if (insideTransaction.getStore()?.isOpen) throw new Error('A transaction was started inside another');
      assertOpen();
      return queue.run(organizationId, () =>
        runTransaction(parts, organizationId, async (tx) => {
          const marker = { isOpen: true };
          try {
            return await insideTransaction.run(marker, () => work(tx));
          } finally {
            marker.isOpen = false;
          }
        }),
      );
    },
    async ping() {
      await runStatement(() => connection.getClient().db('admin').command({ ping: 1 }));
    },
    close() {
      closing ??= queue
        .idle()
        .then(stopFilling)
        .then(() => watchdog.stop())
        .then(() => connection.destroy());
      return closing;
    },
  };
}
