import { MongooseError, mongo } from 'mongoose';
import { say } from '../../../messages/say.ts';
import { StoreUnavailableError, UniqueViolationError } from '../../../ports/store.ts';
import { isOutage, unwrapError } from './outage-errors.ts';

const DUPLICATE_KEY = 11000;
const WRITE_CONFLICT = 112;
const NO_SUCH_TRANSACTION = 251;

/** A conflict that the driver does not see as one: the whole transaction is to be retried. */
export class LostRaceError extends Error {
  override readonly name = 'LostRaceError';
}

export function isDuplicateKey(error: unknown): boolean {
  return error instanceof mongo.MongoError && error.code === DUPLICATE_KEY;
}

/** Whether another transaction was in the way, so that the same work may succeed when retried. */
export function isConflict(thrown: unknown): boolean {
  const error = unwrapError(thrown);
  if (error instanceof LostRaceError) return true;
  if (!(error instanceof mongo.MongoError) || isOutage(error)) return false;
  return (
    error.hasErrorLabel('TransientTransactionError') ||
    error.code === WRITE_CONFLICT ||
    error.code === NO_SUCH_TRANSACTION
  );
}

/**
 * The port's error for one of the driver's or Mongoose's. The original is not attached: it may hold whole documents, which a log would
 * print. Our own errors are passed on as they are.
 */
export function toStoreError(error: unknown): unknown {
  if (isDuplicateKey(error)) return new UniqueViolationError(`Already there: ${nameViolation(error)}`);
  if (isOutage(error) || isConflict(error))
    return new StoreUnavailableError(say('storage.unavailable.mongo', { error: nameError(error) }));
  if (error instanceof mongo.MongoError || error instanceof MongooseError)
    return new Error(`The database refused a statement: ${nameError(error)}`);
  return error;
}

/** Class, code and code name; never the text, which quotes values. */
export function nameError(thrown: unknown): string {
  const error = unwrapError(thrown);
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
