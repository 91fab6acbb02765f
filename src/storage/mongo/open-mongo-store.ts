import { AsyncLocalStorage } from 'node:async_hooks';
import type { Connection } from 'mongoose';
import type { KeyRing } from '../../domain/crypto/key-ring.ts';
import type { Secret } from '../../domain/crypto/secret.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import { type Store, StoreUnavailableError, type Transaction } from '../../ports/store.ts';
import { createAccess } from './access.ts';
import { type ConnectOptions, connectToMongo, isSharded } from './connect.ts';
import { createLifeline } from './lifeline.ts';
import { createModels } from './models.ts';
import { createOperate } from './operate.ts';
import { createOrganizationQueue } from './organization-queue.ts';
import { prepareDatabase } from './prepare-database.ts';
import { createReplayKeys } from './repositories/deliveries.ts';
import { createOidcRecords } from './repositories/oidc-records.ts';
import { createOutbox } from './repositories/outbox.ts';
import { createRateCounters } from './repositories/rate-counters.ts';
import { createSigningKeys } from './repositories/signing-keys.ts';
import { createReaders } from './repositories.ts';
import { createTransactionRunner } from './run-transaction.ts';

export interface MongoStoreOptions {
  /** `mongodb://` or `mongodb+srv://`. A URI that names no database means the one called `backupcode`. */
  readonly uri: Secret;
  readonly keys: KeyRing;
  /** Milliseconds to look for a primary before the store counts as away; default 3,000. */
  readonly serverSelectionTimeoutMs?: number;
  /** Milliseconds that one statement may stay without an answer; default 20,000. */
  readonly answerTimeoutMs?: number;
  /** Milliseconds a transaction waits for those before it in this process; default 10,000. */
  readonly waitMsMax?: number;
  /** Milliseconds one may take; default 15,000. Below the minute after which the server itself gives it up. */
  readonly holdMsMax?: number;
  /** The real time, by which the server sweeps what is over; decides nothing. */
  readonly wallClock?: Clock;
}

/** What an answer may take on a connection that is up, while others are lost. */
const LOST_MARGIN_MS = 2000;

/**
 * The store in MongoDB: a replica set, a sharded cluster or Atlas, shared by any number of instances.
 * @throws StoreUnavailableError if no primary answers
 * @throws MongoUnfitError if the address is wrong, the server has no transactions, or an index is not as declared
 */
export async function openMongoStore(options: MongoStoreOptions): Promise<Store> {
  const { uri, serverSelectionTimeoutMs = 3000, answerTimeoutMs = 20_000 } = options;
  const isOfShards = await prepare(uri, serverSelectionTimeoutMs);
  const patience = { serverSelectionTimeoutMs, answerTimeoutMs };
  return createStore(await connectToMongo(uri, patience), isOfShards, { ...options, ...patience });
}

/**
 * Over a connection of its own that waits for answers as long as it takes: a new index on much data needs its time.
 * @returns whether the server is a router of a sharded cluster
 */
async function prepare(uri: Secret, serverSelectionTimeoutMs: number): Promise<boolean> {
  const connection = await connectToMongo(uri, { serverSelectionTimeoutMs, answerTimeoutMs: 0 });
  try {
    await prepareDatabase(connection);
    return await isSharded(connection);
  } finally {
    await connection.destroy();
  }
}

function createStore(
  connection: Connection,
  isOfShards: boolean,
  options: MongoStoreOptions & ConnectOptions,
): Store {
  const { keys, wallClock = { now: Date.now }, waitMsMax = 10_000, holdMsMax = 15_000 } = options;
  const { serverSelectionTimeoutMs, answerTimeoutMs } = options;
  // The driver looks for a server, asks, and does so once more.
  const lifeline = createLifeline(connection.getClient(), {
    answerMsMax: 2 * (serverSelectionTimeoutMs + answerTimeoutMs),
    lostMsMax: serverSelectionTimeoutMs + LOST_MARGIN_MS,
  });
  const models = createModels(connection);
  const runner = createTransactionRunner(
    connection,
    lifeline,
    { models, keys, wallClock, isOfShards },
    holdMsMax,
  );
  const queue = createOrganizationQueue(runner.run, waitMsMax);
  const insideTransaction = new AsyncLocalStorage<{ isOpen: boolean }>();
  let closing: Promise<void> | null = null;

  const ensureOpen = () => {
    if (closing !== null) throw new StoreUnavailableError('The store is closed');
  };
  const operate = createOperate(lifeline, ensureOpen);
  const access = createAccess(operate);

  async function transact<T>(
    organizationId: OrganizationId,
    work: (tx: Transaction) => Promise<T>,
  ): Promise<T> {
    // It would wait in the queue for the one it is part of.
    if (insideTransaction.getStore()?.isOpen) throw new Error('A transaction was started inside another');
    ensureOpen();
    // Somebody else's turn of the queue runs it: in the caller's context all the same.
    const asCaller = AsyncLocalStorage.snapshot();
    return queue.run(organizationId, async (tx) => {
      const marker = { isOpen: true };
      try {
        return await asCaller(() => insideTransaction.run(marker, () => work(tx)));
      } finally {
        marker.isOpen = false;
      }
    });
  }

  return {
    read: createReaders(models, access),
    outbox: createOutbox(models.notices, operate),
    replayKeys: createReplayKeys(models.deliveries, operate, wallClock),
    oidcRecords: createOidcRecords(models.oidcRecords, access, wallClock),
    signingKeys: createSigningKeys(models.signingKeys, access),
    rateCounters: createRateCounters(models.rateCounters, operate, wallClock),
    transact,
    async ping() {
      await operate(() => connection.getClient().db('admin').command({ ping: 1 }));
    },
    close() {
      closing ??= queue
        .idle()
        .then(() => lifeline.end())
        .then(() => connection.destroy());
      return closing;
    },
  };
}
