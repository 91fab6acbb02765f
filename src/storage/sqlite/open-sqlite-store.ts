import type { DatabaseSync } from 'node:sqlite';
import type { KeyRing } from '../../domain/crypto/key-ring.ts';
import { say } from '../../messages/say.ts';
import { type Store, StoreUnavailableError } from '../../ports/store.ts';
import { openReaderDatabase, openWriterDatabase } from './engine/open-database.ts';
import { readInteger } from './engine/row.ts';
import { createSql, type Sql } from './engine/sql.ts';
import { createWriter } from './engine/writer.ts';
import { createOutbox } from './repositories/notices.ts';
import { createRateCounters } from './repositories/rate-counters.ts';
import { createReplayKeys } from './repositories/replay-keys.ts';
import { createOidcRecordStore } from './repositories/sign-in/oidc-records.ts';
import { createSigningKeys } from './repositories/sign-in/signing-keys.ts';
import { createReaders, createTransaction } from './repositories.ts';

export interface SqliteStoreOptions {
  /** A file on a local disk; made, with its folder, if it is not there. */
  readonly path: string;
  readonly keys: KeyRing;
  /** How long a transaction waits for its turn and for other processes. Default: 10 s. */
  readonly waitMsMax?: number;
  /** How long a transaction may take. Default: 15 s. */
  readonly holdMsMax?: number;
}

/**
 * The embedded store. Several processes on one machine may have the same file open.
 * @throws StoreUnavailableError if the file cannot be opened
 * @throws IncompatibleStoreError if it is another program's, or a newer version's
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<Store> {
  const { path, keys, waitMsMax = 10_000, holdMsMax = 15_000 } = options;
  const writerDatabase = await openWriterDatabase(path, waitMsMax);
  const readerDatabase = openReaderOrClose(path, writerDatabase);
  const writer = createWriter(writerDatabase, { waitMsMax, holdMsMax }, () => {
    // The last connection to close moves the write-ahead log into the file, and the reader is not allowed to.
    readerDatabase.close();
    writerDatabase.close();
  });
  const reader = createClosableSql(createSql(readerDatabase), () => readerDatabase.isOpen);

  return {
    read: createReaders(reader),
    outbox: createOutbox(reader, writer),
    replayKeys: createReplayKeys(reader, writer),
    oidcRecords: createOidcRecordStore(reader, writer),
    signingKeys: createSigningKeys(reader, writer),
    rateCounters: createRateCounters(writer),
    // One lock for the whole file: the organization's own queue is part of it.
    transact: (_organizationId, work) => writer.transact((sql) => work(createTransaction(sql, keys))),
    ping: async () => {
      reader.get('SELECT 1 FROM organizations LIMIT 1');
      // A full disk can be read from. The version stands in the first page, which is written although nothing changes.
      await writer.transact(async (sql) => {
        const version = readInteger(sql.get('PRAGMA user_version') ?? {}, 'user_version');
        sql.run(`PRAGMA user_version = ${version}`);
      });
    },
    close: () => writer.close(),
  };
}

function openReaderOrClose(path: string, writerDatabase: DatabaseSync): DatabaseSync {
  try {
    return openReaderDatabase(path);
  } catch (error) {
    writerDatabase.close();
    throw error;
  }
}

/** Tells a closed store from a bug. */
function createClosableSql(sql: Sql, isOpen: () => boolean): Sql {
  function use<T>(action: () => T): T {
    if (!isOpen()) throw new StoreUnavailableError(say('storage.unavailable.closed'));
    return action();
  }
  return {
    all: (statement, parameters) => use(() => sql.all(statement, parameters)),
    get: (statement, parameters) => use(() => sql.get(statement, parameters)),
    run: (statement, parameters) => use(() => sql.run(statement, parameters)),
  };
}
