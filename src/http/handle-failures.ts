import type { ErrorRequestHandler } from 'express';
import { OutcomeUnknownError, StoreUnavailableError } from '../ports/store.ts';
import { getContext } from './request-context.ts';
import { sendError } from './send-error.ts';

/** The last stop of everything thrown: an outage, a request that Express itself could not read, or a bug. */
export const handleFailures: ErrorRequestHandler = (error: unknown, request, response, next) => {
  const { log } = getContext(request);
  // The caller went away in the middle of the request: nobody to answer, and the request's own line says so.
  if (request.destroyed && !request.complete) return;
  if (response.headersSent) {
    // Half an answer is worse than none: Express cuts the connection.
    log.error({ err: error }, 'A request failed after its answer had begun');
    next(error);
  } else if (error instanceof OutcomeUnknownError) {
    log.warn({ err: error }, 'The store did not say whether it committed');
    sendError(request, response, 'outcome_unknown');
  } else if (error instanceof StoreUnavailableError) {
    log.warn({ err: error }, 'The store is away');
    sendError(request, response, 'unavailable');
  } else if (isCallersFault(error)) {
    sendError(request, response, 'bad_request');
  } else {
    log.error({ err: error }, 'A request failed');
    sendError(request, response, 'internal');
  }
};

/** Express marks what it could not read (a path with broken percent signs) with a status. */
function isCallersFault(error: unknown): boolean {
  const status: unknown = error instanceof Error && 'status' in error ? error.status : null;
  return typeof status === 'number' && status >= 400 && status < 500;
}
