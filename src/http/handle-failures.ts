import type { ErrorRequestHandler } from 'express';
import { OutcomeUnknownError, StoreUnavailableError } from '../ports/store.ts';
import { getContext } from './request-context.ts';
import { sendError } from './send-error.ts';

/** Handles everything thrown: an outage, a request that Express could not read, or a bug. */
export const handleFailures: ErrorRequestHandler = (error: unknown, request, response, next) => {
  const { log } = getContext(request);
  // The caller disconnected: there is no one to answer, and the request's log line says so.
  if (request.destroyed && !request.complete) return;
  if (response.headersSent) {
    // Never complete half an answer: let Express cut the connection.
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

/** Express sets a status on what it could not read, such as a path with broken percent-encoding. */
function isCallersFault(error: unknown): boolean {
  const status: unknown = error instanceof Error && 'status' in error ? error.status : null;
  return typeof status === 'number' && status >= 400 && status < 500;
}
