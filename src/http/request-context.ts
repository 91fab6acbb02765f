import type { IncomingMessage } from 'node:http';
import type { Request, RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { ErrorCode } from '../domain/error-codes.ts';
import type { ClientId } from '../domain/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { RequestScope } from '../ports/request-scope.ts';
import { readAddress } from './read-address.ts';

/** What belongs to one request from its first moment to its log line. */
export interface RequestContext {
  readonly requestId: string;
  /** identifies the request in every log line */
  readonly log: Logger;
  /** `http:<address>` of the caller, see {@link readAddress} */
  readonly source: string;
  /** the client, once known */
  clientId: ClientId | null;
  /** the error that the request ended in */
  error: ErrorCode | null;
}

const contexts = new WeakMap<IncomingMessage, RequestContext>();

/** @throws Error if the request did not come through {@link createContexts} */
export function getContext(request: IncomingMessage): RequestContext {
  const context = contexts.get(request);
  if (context === undefined) throw new Error('The request has no context');
  return context;
}

export interface ContextDeps {
  readonly logger: Logger;
  readonly clock: Clock;
  /** a short random text that identifies a request */
  readonly newReference: () => string;
  /** Carries the request's id to everything that the request causes. */
  readonly requestScope?: Pick<RequestScope, 'run'>;
}

/** Gives every request an id and a logger, and logs one line when it ends. Never logs the body or the query. */
export function createContexts({ logger, clock, newReference, requestScope }: ContextDeps): RequestHandler {
  return function openContext(request, response, next) {
    const startedAt = clock.now();
    const requestId = newReference();
    const address = readAddress(request);
    let log: Logger | null = null;
    const context: RequestContext = {
      requestId,
      // Created on first use: most requests log nothing.
      get log() {
        log ??= logger.child({ requestId });
        return log;
      },
      source: `http:${address}`,
      clientId: null,
      error: null,
    };
    contexts.set(request, context);
    response.setHeader('X-Request-Id', requestId);
    response.once('close', () => {
      const { method } = request;
      logger.info(
        {
          requestId,
          address,
          method,
          route: readRoute(request),
          status: response.statusCode,
          ms: clock.now() - startedAt,
          ...(context.clientId === null ? {} : { clientId: context.clientId }),
          ...(context.error === null ? {} : { error: context.error }),
          ...(response.writableFinished ? {} : { isAborted: true }),
        },
        'request',
      );
    });
    if (requestScope === undefined) next();
    else requestScope.run(requestId, next);
  };
}

/** The route's pattern, not the path: strangers choose paths, and they would end up in the log. */
function readRoute(request: Request): string | null {
  const path: unknown = request.route?.path;
  return typeof path === 'string' ? `${request.baseUrl}${path}` : null;
}
