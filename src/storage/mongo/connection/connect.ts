import { type Connection, createConnection, mongo } from 'mongoose';
import type { Secret } from '../../../domain/crypto/secret.ts';
import { say } from '../../../messages/say.ts';
import { StoreUnavailableError } from '../../../ports/store.ts';
import { describeMisuse, describeOutage } from './describe-failure.ts';
import { nameError } from './mongo-errors.ts';
import { isOutage } from './outage-errors.ts';

/** The database can be reached but not used: what is wrong and what to do about it. Trying again does not help. */
export class MongoUnfitError extends Error {
  override readonly name = 'MongoUnfitError';
}

const SHARDED = 'isdbgrid';
const DEFAULT_DATABASE = 'backupcode';

export interface ConnectOptions {
  /** How long to look for a primary before the store counts as away. Milliseconds. */
  readonly serverSelectionTimeoutMs: number;
  /** How long one statement may stay without an answer; 0 for any time. Milliseconds. */
  readonly answerTimeoutMs: number;
}

/**
 * A connection of its own, not Mongoose's global one. Nothing said here quotes the URI, which may hold a password, and
 * the driver's errors are not carried along for the same reason.
 * @throws StoreUnavailableError if no primary answers
 * @throws MongoUnfitError if the URI or its credentials are wrong, or the server has no transactions
 */
export async function connectToMongo(uri: Secret, options: ConnectOptions): Promise<Connection> {
  const connection = createConnection();
  // Without a listener, a connection that breaks later would end the process; every statement reports it anyway.
  connection.on('error', () => undefined);
  try {
    await connection.openUri(uri.reveal(), {
      serverSelectionTimeoutMS: options.serverSelectionTimeoutMs,
      connectTimeoutMS: options.serverSelectionTimeoutMs,
      waitQueueTimeoutMS: options.answerTimeoutMs,
      socketTimeoutMS: options.answerTimeoutMs,
      readConcern: { level: 'majority' },
      writeConcern: { w: 'majority' },
      readPreference: 'primary',
      bufferCommands: false,
      autoIndex: false,
      autoCreate: false,
      appName: 'backupcode',
      ...(!namesDatabase(uri.reveal()) && { dbName: DEFAULT_DATABASE }),
    });
    await assertTransactions(connection);
    return connection;
  } catch (error) {
    await connection.destroy(true).catch(() => undefined);
    throw explain(error, uri.reveal());
  }
}

/** Without a name the driver would use a database called `test`. */
function namesDatabase(uri: string): boolean {
  return /^mongodb(\+srv)?:\/\/[^/?]+\/[^?]/.test(uri);
}

/** A replica set names itself, a sharded cluster says `isdbgrid`; a standalone does neither and has no transactions. */
async function assertTransactions(connection: Connection): Promise<void> {
  const hello = await connection.getClient().db('admin').command({ hello: 1 });
  if (typeof hello.setName === 'string' || hello.msg === SHARDED) return;
  throw new MongoUnfitError(say('storage.mongo.standalone'));
}

/** A statement gets these errors from a broken connection, but connecting gets them from a wrong address. */
function isMisuse(error: unknown): boolean {
  return error instanceof mongo.MongoParseError || error instanceof mongo.MongoCompatibilityError;
}

function explain(error: unknown, uri = ''): unknown {
  if (error instanceof MongoUnfitError) return error;
  if (isOutage(error) && !isMisuse(error)) {
    return new StoreUnavailableError(say('storage.mongo.noPrimary', { why: describeOutage(error, uri) }));
  }
  if (error instanceof mongo.MongoServerError) {
    return new MongoUnfitError(say('storage.mongo.refused', { error: nameError(error) }));
  }
  return new MongoUnfitError(say('storage.mongo.badAddress', { why: describeMisuse(error, uri) }));
}
