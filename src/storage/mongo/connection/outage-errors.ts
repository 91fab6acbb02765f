import { mongo } from 'mongoose';

/** No answer came, although the driver itself should have given up by now. */
export class UnansweredError extends Error {
  override readonly name = 'UnansweredError';
}

/** What the driver throws when the server, or its own connections to it, went away under a statement. */
const OUTAGE_CLASSES = [
  UnansweredError,
  mongo.MongoNetworkError,
  mongo.MongoSystemError,
  mongo.MongoOperationTimeoutError,
  mongo.MongoStalePrimaryError,
  // The client was closed to be reopened. That ends its sessions too, whose next statement is then out of order.
  mongo.MongoTopologyClosedError,
  mongo.MongoServerClosedError,
  mongo.MongoNotConnectedError,
  mongo.MongoClientClosedError,
  mongo.MongoExpiredSessionError,
  mongo.MongoTransactionError,
  mongo.MongoCursorExhaustedError,
  // What answers is not what we connected to: cut off, garbled, or another server that is just starting.
  mongo.MongoUnexpectedServerResponseError,
  mongo.MongoDecompressionError,
  mongo.MongoParseError,
  mongo.MongoCompatibilityError,
] as const;

/** Classes that the driver and Mongoose do not export. Mongoose uses its base class for a connection that is not open. */
const TIMEOUT_NAMES: readonly string[] = ['MongoWaitQueueTimeoutError', 'MongooseServerSelectionError'];
const OUTAGE_NAMES: readonly string[] = [...TIMEOUT_NAMES, 'MongoPoolClosedError', 'MongooseError'];

/** Codes by which a server says that it cannot answer now: starting, stopping, no longer primary, too slow, cursor forgotten. */
const SERVER_CODES: ReadonlySet<unknown> = new Set([
  6, 7, 43, 50, 63, 64, 89, 91, 133, 134, 175, 189, 202, 237, 262, 279, 317, 365, 462, 9001, 10107, 11600,
  11602, 13388, 13435, 13436, 46841,
]);

/** With these labels, server or driver say that the same may be retried. */
const RETRY_LABELS = ['RetryableWriteError', 'RetryableError', 'SystemOverloadedError', 'PoolRequestedRetry'];

/** A socket's own error: the driver passes it on as it is if the statement was still being written. */
const SOCKET_CODES =
  /^(ECONN(RESET|REFUSED|ABORTED)|EPIPE|ETIMEDOUT|E(HOST|NET)(UNREACH|DOWN)|ENETRESET|ENOTFOUND|EAI_AGAIN|ERR_(STREAM|SOCKET|SSL)_.*)$/;

/** The error itself, out of one that only says in which batch of writes it happened. */
export function unwrapError(error: unknown): unknown {
  if (!(error instanceof mongo.MongoServerError)) return error;
  const { errorResponse }: { readonly errorResponse?: unknown } = error;
  return errorResponse instanceof Error ? unwrapError(errorResponse) : error;
}

/** Whether the store is away, or gave no answer in time. */
export function isOutage(thrown: unknown): boolean {
  const error = unwrapError(thrown);
  if (!(error instanceof Error)) return false;
  if (OUTAGE_CLASSES.some((outage) => error instanceof outage) || OUTAGE_NAMES.includes(error.name))
    return true;
  if (!(error instanceof mongo.MongoError))
    return 'code' in error && typeof error.code === 'string' && SOCKET_CODES.test(error.code);
  return SERVER_CODES.has(error.code) || RETRY_LABELS.some((label) => error.hasErrorLabel(label));
}

/** Whether the server was not found, or did not answer, in time. */
export function isTimeout(thrown: unknown): boolean {
  const error = unwrapError(thrown);
  return (
    error instanceof UnansweredError ||
    error instanceof mongo.MongoServerSelectionError ||
    error instanceof mongo.MongoNetworkTimeoutError ||
    (error instanceof Error && TIMEOUT_NAMES.includes(error.name))
  );
}

/** Whether a connection broke in the middle of things, so that a new one may help immediately. */
export function isBrokenConnection(thrown: unknown): boolean {
  return isOutage(thrown) && !isTimeout(thrown);
}
