import { mongo } from 'mongoose';
import { StoreUnavailableError, UniqueViolationError } from '../../ports/store.ts';

const DUPLICATE_KEY = 11000;
const WRITE_CONFLICT = 112;
const NO_SUCH_TRANSACTION = 251;

/**
 * Codes with which a server says that it is not in a state to answer: starting, stopping, no longer primary, too
 * slow.
 */
const OUTAGE_CODES: ReadonlySet<unknown> = new Set([
  6, 7, 50, 63, 64, 89, 91, 133, 134, 189, 202, 262, 9001, 10107, 11600, 11602, 13388, 13435, 13436,
]);

/** A race that the next attempt at the whole transaction settles; thrown where the driver does not see it as one. */
export class LostRaceError extends Error {
  override readonly name = 'LostRaceError';
}

export function isDuplicateKey(error: unknown): boolean {
  return error instanceof mongo.MongoError && error.code === DUPLICATE_KEY;
}

/** Whether the store is away, or gave no answer in time. */
export function isOutage(error: unknown): boolean {
  return (
    error instanceof mongo.MongoNetworkError ||
    error instanceof mongo.MongoServerSelectionError ||
    error instanceof mongo.MongoSystemError ||
    error instanceof mongo.MongoTopologyClosedError ||
    error instanceof mongo.MongoNotConnectedError ||
    error instanceof mongo.MongoClientClosedError ||
    error instanceof mongo.MongoExpiredSessionError ||
    error instanceof mongo.MongoOperationTimeoutError ||
    (error instanceof mongo.MongoError && OUTAGE_CODES.has(error.code)) ||
    // The pool was cleared or is exhausted; the driver keeps these two classes to itself.
    (error instanceof mongo.MongoError &&
      /^Mongo(WaitQueueTimeout|PoolCleared|PoolClosed)/.test(error.name)) ||
    (error instanceof Error && error.name === 'MongooseServerSelectionError')
  );
}

/**
 * Whether an outage came in the middle of things, so that a new connection may help at once. Not if none could be
 * had.
 */
export function isBrokenConnection(error: unknown): boolean {
  if (error instanceof mongo.MongoServerSelectionError || error instanceof mongo.MongoNetworkTimeoutError)
    return false;
  return isOutage(error);
}

/** Whether another's transaction was in the way, so that the same work may succeed at the next attempt. */
export function isConflict(error: unknown): boolean {
  if (error instanceof LostRaceError) return true;
  if (!(error instanceof mongo.MongoError) || isOutage(error)) return false;
  return (
    error.hasErrorLabel('TransientTransactionError') ||
    error.code === WRITE_CONFLICT ||
    error.code === NO_SUCH_TRANSACTION
  );
}

/** Whether the server may have committed although it did not say so. */
export function isCommitUnknown(error: unknown): boolean {
  return error instanceof mongo.MongoError && error.hasErrorLabel('UnknownTransactionCommitResult');
}

/**
 * The port's error for one of the driver's. The driver's own is not carried along: it may hold whole documents, and
 * a log would print them. Errors that are not the driver's, such as our own, are passed on as they are.
 */
export function toStoreError(error: unknown): unknown {
  if (isDuplicateKey(error)) return new UniqueViolationError(`Already there: ${nameViolation(error)}`);
  if (isOutage(error) || isConflict(error))
    return new StoreUnavailableError(`The database does not answer: ${nameError(error)}`);
  if (error instanceof mongo.MongoError)
    return new Error(`The database refused a statement: ${nameError(error)}`);
  return error;
}

/** Class, code and code name; never the text, which quotes values. */
export function nameError(error: unknown): string {
  if (!(error instanceof Error)) return 'an unknown error';
  if (!(error instanceof mongo.MongoServerError)) return error.name;
  return [error.name, error.code, error.codeName].filter((part) => part !== undefined).join(' ');
}

/** Collection and index of a duplicate key, without the value. */
function nameViolation(error: unknown): string {
  const text = error instanceof Error ? error.message : '';
  const [, collection = 'a collection', index = 'a unique index'] =
    /collection: (\S+) index: (\S+)/.exec(text) ?? [];
  return `${index} of ${collection}`;
}
