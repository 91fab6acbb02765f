import type { ErrorRequestHandler } from 'express';
import { errors } from 'oidc-provider';
import { OutcomeUnknownError, StoreUnavailableError } from '../ports/store.ts';
import { sendError } from './sign-in-routes.ts';

export interface FailureLog {
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** Failures of our own pages. The library handles its own. */
export function handleFailures(log: FailureLog): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    if (error instanceof OutcomeUnknownError) {
      log.warn({ err: error }, 'The store did not say whether it committed');
      return sendError(response, 'outcome_unknown');
    }
    if (error instanceof StoreUnavailableError || error instanceof errors.TemporarilyUnavailable) {
      log.warn({ err: error }, 'The store is away');
      return sendError(response, 'unavailable');
    }
    if (isCallersFault(error)) return sendError(response, 'bad_request');
    log.error({ err: error }, 'A sign-in failed');
    return sendError(response, 'unavailable');
  };
}

function isCallersFault(error: unknown): boolean {
  const status: unknown = error instanceof Error && 'status' in error ? error.status : null;
  return typeof status === 'number' && status >= 400 && status < 500;
}
