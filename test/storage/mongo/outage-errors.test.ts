import { MongooseError, mongo } from 'mongoose';
import { describe, expect, it } from 'vitest';
import { StoreUnavailableError, UniqueViolationError } from '../../../src/ports/store.ts';
import { isConflict, toStoreError } from '../../../src/storage/mongo/connection/mongo-errors.ts';
import { isBrokenConnection, UnansweredError } from '../../../src/storage/mongo/connection/outage-errors.ts';

const TEXT = 'holds lena@acme.test';

function named<E extends Error>(error: E, name: string): E {
  return Object.defineProperty(error, 'name', { value: name });
}

function labelled<E extends mongo.MongoError>(error: E, label: string): E {
  error.addErrorLabel(label);
  return error;
}

function ofSocket(code: string): Error {
  return Object.assign(new Error(TEXT), { code });
}

function ofServer(code: number): mongo.MongoServerError {
  return new mongo.MongoServerError({ message: TEXT, code });
}

/** As the driver wraps whatever goes wrong in an `insertMany`; of a stale connection not even a label tells. */
function inBatch(error: mongo.MongoError): mongo.MongoBulkWriteError {
  return new mongo.MongoBulkWriteError(error, {} as mongo.BulkWriteResult);
}

const selection = new mongo.MongoServerSelectionError(TEXT, { error: new Error(TEXT) } as never);

const outages: readonly (readonly [string, Error])[] = [
  ['a connection that breaks', new mongo.MongoNetworkError(TEXT)],
  ['a connection that times out', new mongo.MongoNetworkTimeoutError(TEXT)],
  ['a pool that was cleared', named(new mongo.MongoNetworkError(TEXT), 'MongoPoolClearedError')],
  ['a pool that is closed', named(new mongo.MongoDriverError(TEXT), 'MongoPoolClosedError')],
  ['a pool that has none left', named(new mongo.MongoDriverError(TEXT), 'MongoWaitQueueTimeoutError')],
  ['no server to be had', selection],
  ['no server, as Mongoose says it', named(new Error(TEXT), 'MongooseServerSelectionError')],
  ['a connection that Mongoose closed', new MongooseError('Connection was force closed')],
  ['a connection that Mongoose never had', new MongooseError('Cannot call `x.find()` before initial')],
  ['a call that took too long', new mongo.MongoOperationTimeoutError(TEXT)],
  ['a call that is never answered', new UnansweredError()],
  ['a primary that is none any more', new mongo.MongoStalePrimaryError(TEXT)],
  ['a topology that is closed', new mongo.MongoTopologyClosedError()],
  ['a server that is given up', new mongo.MongoServerClosedError(TEXT)],
  ['a client that is closed', new mongo.MongoClientClosedError()],
  ['a client that is not connected', new mongo.MongoNotConnectedError(TEXT)],
  ['a session that was ended', new mongo.MongoExpiredSessionError()],
  ['a transaction that was ended', new mongo.MongoTransactionError('Cannot call commitTransaction after')],
  ['a cursor that was ended', new mongo.MongoCursorExhaustedError()],
  ['no reply at all', new mongo.MongoUnexpectedServerResponseError(TEXT)],
  ['a reply cut short', new mongo.MongoParseError(TEXT)],
  ['a reply that cannot be unpacked', new mongo.MongoDecompressionError(TEXT)],
  ['a server that is just starting', new mongo.MongoCompatibilityError(TEXT)],
  ['N3: a batch that met a broken connection', inBatch(new mongo.MongoNetworkError(TEXT))],
  ['N3: a batch that met no server', inBatch(selection)],
  ['a batch that met one in a batch', inBatch(inBatch(new mongo.MongoNetworkError(TEXT)))],
  ['a batch refused by a server that stops', inBatch(ofServer(11600))],
  ['overload, by its label', labelled(ofServer(1), 'SystemOverloadedError')],
  ['a write to repeat, by its label', labelled(ofServer(1), 'RetryableWriteError')],
  ...['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN'].map(
    (code) => [`the socket's own ${code}`, ofSocket(code)] as const,
  ),
  ...['ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END', 'ERR_SOCKET_CLOSED', 'ERR_SSL_BAD_RECORD'].map(
    (code) => [`the socket's own ${code}`, ofSocket(code)] as const,
  ),
  ...[43, 50, 64, 89, 91, 189, 237, 262, 9001, 10107, 11600, 11602, 13435, 13436].map(
    (code) => [`the server's code ${code}`, ofServer(code)] as const,
  ),
];

describe('U2: what counts as an outage of MongoDB', () => {
  it.each(outages)('%s', (_, error) => {
    const told = toStoreError(error);
    expect(told).toBeInstanceOf(StoreUnavailableError);
    expect(String(told)).not.toContain('lena');
    expect(isConflict(error)).toBe(false);
  });

  it.each([
    ['a connection that breaks', new mongo.MongoNetworkError(TEXT), true],
    ['a batch that met a broken connection', inBatch(new mongo.MongoNetworkError(TEXT)), true],
    ['a session that was ended', new mongo.MongoExpiredSessionError(), true],
    ['no server to be had', selection, false],
    ['a batch that met no server', inBatch(selection), false],
    ['a connection that times out', new mongo.MongoNetworkTimeoutError(TEXT), false],
    ['a call that is never answered', new UnansweredError(), false],
  ])('another attempt at once can help against %s: %#', (_, error, isWorthIt) => {
    expect(isBrokenConnection(error)).toBe(isWorthIt);
  });
});

describe('what does not', () => {
  it.each([
    ['a write conflict', ofServer(112)],
    ['a write conflict in a batch', inBatch(labelled(ofServer(112), 'TransientTransactionError'))],
    ['a transaction that the server has forgotten', ofServer(251)],
  ])('%s is a lost race, for which there is another attempt', (_, error) => {
    expect(isConflict(error)).toBe(true);
    expect(toStoreError(error)).toBeInstanceOf(StoreUnavailableError);
  });

  it('a duplicate key is a broken uniqueness', () => {
    expect(toStoreError(ofServer(11000))).toBeInstanceOf(UniqueViolationError);
  });

  it.each([
    ['a refusal', ofServer(13)],
    ['a statement that is wrong', ofServer(2)],
    ['an argument that is wrong', new mongo.MongoInvalidArgumentError(TEXT)],
    ['a batch that was refused', inBatch(ofServer(13))],
  ])('%s is a fault, told without its text', (_, error) => {
    const told = toStoreError(error);
    expect(told).toBeInstanceOf(Error);
    expect(told).not.toBeInstanceOf(StoreUnavailableError);
    expect(String(told)).not.toContain('lena');
  });

  it('an error of our own is passed on as it is', () => {
    const error = new RangeError('ours');
    expect(toStoreError(error)).toBe(error);
  });
});
