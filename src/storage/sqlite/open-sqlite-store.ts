import type { KeyRing } from '../../domain/key-ring.ts';
import { type Readers, type Store, StoreUnavailableError, type Transaction } from '../../ports/store.ts';
import { createAuditReader, createAuditWriter } from './audit.ts';
import { createCodeReader, createCodeWriter } from './codes.ts';
import { createDirectoryReader, createDirectoryWriter } from './directory.ts';
import { createDomainReader, createDomainWriter } from './domains.ts';
import { createGuardReader, createGuardWriter } from './guards.ts';
import { createIdentityReader, createIdentityWriter } from './identities.ts';
import { createNoticeReader, createNoticeWriter, createOutbox } from './notices.ts';
import { openReaderDatabase, openWriterDatabase } from './open-database.ts';
import { createOrganizationReader, createOrganizationWriter } from './organizations.ts';
import { createRelyingServiceReader, createRelyingServiceWriter } from './relying-services.ts';
import { createDeliveryWriter, createReplayKeys } from './replay-keys.ts';
import { createRequestReader, createRequestWriter } from './requests.ts';
import { createSql, type Sql } from './sql.ts';
import { createWriter } from './writer.ts';

export interface SqliteStoreOptions {
  /** A file on a local disk; made, with its folder, if it is not there. */
  readonly path: string;
  readonly keys: KeyRing;
  /** How long a transaction waits for its turn and for other processes; 10 s unless told. */
  readonly waitMsMax?: number;
  /** How long one may take; 15 s unless told. */
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
  const readerDatabase = openReaderDatabase(path);
  const writer = createWriter(writerDatabase, { waitMsMax, holdMsMax });
  const reader = createClosableSql(createSql(readerDatabase), () => readerDatabase.isOpen);

  return {
    read: createReaders(reader),
    outbox: createOutbox(writer),
    replayKeys: createReplayKeys(writer),
    // One lock for the whole file: the organization's own queue is part of it.
    transact: (_organizationId, work) => writer.transact((sql) => work(createTransaction(sql, keys))),
    ping: async () => {
      reader.get('SELECT 1 FROM organizations LIMIT 1');
    },
    close: async () => {
      await writer.close();
      if (readerDatabase.isOpen) readerDatabase.close();
    },
  };
}

function createReaders(sql: Sql): Readers {
  return {
    organizations: createOrganizationReader(sql),
    directory: createDirectoryReader(sql),
    domains: createDomainReader(sql),
    identities: createIdentityReader(sql),
    requests: createRequestReader(sql),
    codes: createCodeReader(sql),
    guards: createGuardReader(sql),
    relyingServices: createRelyingServiceReader(sql),
    notices: createNoticeReader(sql),
    audit: createAuditReader(sql),
  };
}

function createTransaction(sql: Sql, keys: KeyRing): Transaction {
  return {
    organizations: createOrganizationWriter(sql),
    directory: createDirectoryWriter(sql),
    domains: createDomainWriter(sql),
    identities: createIdentityWriter(sql),
    requests: createRequestWriter(sql),
    codes: createCodeWriter(sql),
    guards: createGuardWriter(sql),
    relyingServices: createRelyingServiceWriter(sql),
    notices: createNoticeWriter(sql),
    audit: createAuditWriter(sql, keys),
    deliveries: createDeliveryWriter(sql),
  };
}

function createClosableSql(sql: Sql, isOpen: () => boolean): Sql {
  function use<T>(action: () => T): T {
    if (!isOpen()) throw new StoreUnavailableError('The store is closed');
    return action();
  }
  return {
    all: (statement, parameters) => use(() => sql.all(statement, parameters)),
    get: (statement, parameters) => use(() => sql.get(statement, parameters)),
    run: (statement, parameters) => use(() => sql.run(statement, parameters)),
  };
}
