import type { Request, Response } from 'express';
import { say } from '../messages/say.ts';
import {
  MissingRowError,
  OutcomeUnknownError,
  StoreUnavailableError,
  UniqueViolationError,
} from '../ports/store.ts';
import type { Answer, RequestFacts } from './exchange.ts';
import { ScimError } from './scim-error.ts';

/** Seconds after which a client may try again when the store is away. */
const OUTAGE_RETRY_SECONDS = 5;
const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';

export function sendAnswer(request: Request, response: Response, { status, body, headers }: Answer): void {
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
  response.status(status);
  if (body === undefined) {
    response.end();
    return;
  }
  response.setHeader('Content-Type', chooseType(request));
  response.send(Buffer.from(JSON.stringify(body)));
}

/** OneLogin reads `application/json` only. */
function chooseType({ headers: { accept = '' } }: Request): string {
  const isPlain = accept.includes('application/json') && !accept.includes('application/scim+json');
  return `application/${isPlain ? 'json' : 'scim+json'}; charset=utf-8`;
}

/** Answers whatever was thrown. Nothing else about an error leaves the program. */
export function sendFailure(
  { log, requestId }: Pick<RequestFacts, 'log' | 'requestId'>,
  request: Request,
  response: Response,
  error: unknown,
): void {
  if (request.destroyed && !request.complete) return;
  const refusal = error instanceof ScimError ? error : asRefusal(error, requestId);
  if (refusal.status === 500) log.error({ err: error }, 'A SCIM request failed');
  if (refusal.status === 503) {
    log.warn({ err: error }, 'The store is away');
    response.setHeader('Retry-After', String(OUTAGE_RETRY_SECONDS));
  }
  const { status, scimType, message } = refusal;
  const named = scimType === null ? {} : { scimType };
  // RFC 7644, 3.12: the status is a text here.
  const body = { schemas: [ERROR], status: String(status), ...named, detail: message };
  sendAnswer(request, response, { status, body });
}

function asRefusal(error: unknown, requestId: string): ScimError {
  if (error instanceof OutcomeUnknownError) return new ScimError(503, null, say('scim.error.outcomeUnknown'));
  if (error instanceof StoreUnavailableError) return new ScimError(503, null, say('scim.error.unavailable'));
  // The client or its source was removed while the request was under way.
  if (error instanceof MissingRowError) return new ScimError(404, null, say('scim.error.notFound'));
  // Looked for before; two requests at the same moment may still meet.
  if (error instanceof UniqueViolationError)
    return new ScimError(409, 'uniqueness', say('scim.error.nameTaken', { name: 'externalId' }));
  const status: unknown = error instanceof Error && 'status' in error ? error.status : null;
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new ScimError(400, null, say('scim.error.badRequest'));
  return new ScimError(500, null, say('scim.error.internal', { requestId }));
}
