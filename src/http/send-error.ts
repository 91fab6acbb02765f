import type { Request, Response } from 'express';
import { type ErrorCode, errorCodes } from '../domain/error-codes.ts';
import { say } from '../messages/say.ts';
import { getContext } from './request-context.ts';

/** Seconds after which a caller may try again when the store is away. */
const OUTAGE_RETRY_SECONDS = 5;

/**
 * Answers with a row of the table of errors. Nothing else about an error leaves the program.
 * @param problems what is wrong with the request's body, for the developer of the client
 */
export function sendError(
  request: Request,
  response: Response,
  code: ErrorCode,
  problems: readonly string[] = [],
): void {
  const { status } = errorCodes[code];
  const message = say(`error.${code}.message`);
  const context = getContext(request);
  context.error = code;
  if (code === 'unauthorized') response.setHeader('WWW-Authenticate', 'Bearer realm="backupcode"');
  if (code === 'unavailable' || code === 'outcome_unknown')
    response.setHeader('Retry-After', String(OUTAGE_RETRY_SECONDS));
  const { requestId } = context;
  const named = problems.length === 0 ? {} : { problems };
  response.status(status).json({ error: { code, message, requestId, ...named } });
}
