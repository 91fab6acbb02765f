import { say } from '../../../messages/say.ts';
import { OutcomeUnknownError, StoreUnavailableError, UniqueViolationError } from '../../../ports/store.ts';

/** Primary result codes (https://sqlite.org/rescode.html); the extended code's low byte is the primary one. */
const BUSY = 5;
const IO_ERROR = 10;
const CONSTRAINT_UNIQUE = 2067;
const CONSTRAINT_PRIMARY_KEY = 1555;
/**
 * busy, locked, out of memory, read-only, interrupted, I/O, corrupt, full, cannot open, locking protocol, not a
 * database
 */
const OUTAGES: ReadonlySet<number> = new Set([BUSY, 6, 7, 8, 9, 10, 11, 13, 14, 15, 26]);

/** The file was written by a program this one cannot follow. Trying again is no use; the message says what is. */
export class IncompatibleStoreError extends Error {
  override readonly name = 'IncompatibleStoreError';
}

/** Whether another connection holds the lock for now. */
export function isBusy(error: unknown): boolean {
  return primaryCodeOf(error) === BUSY;
}

/**
 * What an error of SQLite means to a caller of the port; anything else comes back as it is. SQLite's texts name
 * columns, never values, so they may be passed on.
 */
export function toStoreError(error: unknown): unknown {
  const code = resultCodeOf(error);
  if (code === null || !(error instanceof Error)) return error;
  if (code === CONSTRAINT_UNIQUE || code === CONSTRAINT_PRIMARY_KEY) {
    return new UniqueViolationError(error.message, { cause: error });
  }
  if (OUTAGES.has(code & 0xff)) {
    return new StoreUnavailableError(say('storage.unavailable.sqlite', { error: error.message }), {
      cause: error,
    });
  }
  return error;
}

/** As {@link toStoreError}. After an I/O error the commit may or may not be in the log that a restart reads. */
export function toCommitError(error: unknown): unknown {
  if (primaryCodeOf(error) !== IO_ERROR || !(error instanceof Error)) return toStoreError(error);
  return new OutcomeUnknownError(say('storage.unknown.disk', { error: error.message }), { cause: error });
}

function primaryCodeOf(error: unknown): number | null {
  const code = resultCodeOf(error);
  return code === null ? null : code & 0xff;
}

function resultCodeOf(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error)) return null;
  return typeof error.errcode === 'number' ? error.errcode : null;
}
