import express, { type Express, type RequestHandler } from 'express';
import type { Endpoint } from './endpoint.ts';
import { type AnswerEndpointDeps, createAnswerEndpoint } from './endpoints/answer-challenge.ts';
import { type ChallengeEndpointDeps, createChallengeEndpoint } from './endpoints/open-challenge.ts';
import { createRedeemEndpoint, type RedeemEndpointDeps } from './endpoints/redeem-code.ts';
import { createEnrolledEndpoint, type EnrolledEndpointDeps } from './endpoints/report-enrolment.ts';
import { createShowChallengeEndpoint, type ShowChallengeEndpointDeps } from './endpoints/show-challenge.ts';
import { createDescriptionEndpoint } from './endpoints/show-description.ts';
import { createKeysEndpoint, type KeysEndpointDeps } from './endpoints/show-keys.ts';
import { createLiveEndpoint } from './endpoints/show-live.ts';
import { createReadyEndpoint, type ReadyEndpointDeps } from './endpoints/show-ready.ts';
import { handleFailures } from './handle-failures.ts';
import { type ContextDeps, createContexts } from './request-context.ts';
import { sendError } from './send-error.ts';
import { setSecurityHeaders } from './set-security-headers.ts';

/** Endpoints of another room on the same server. They get the raw body, which signatures need. */
export interface Mount {
  readonly path: string;
  readonly handler: RequestHandler;
}

export interface HttpAppDeps
  extends ContextDeps,
    RedeemEndpointDeps,
    ChallengeEndpointDeps,
    AnswerEndpointDeps,
    ShowChallengeEndpointDeps,
    EnrolledEndpointDeps,
    KeysEndpointDeps,
    ReadyEndpointDeps {
  readonly mounts?: readonly Mount[];
  /** IP addresses and ranges of trusted proxies, whose `X-Forwarded-For` counts; none by default. */
  readonly trustedProxies?: readonly string[];
}

/** Our own HTTP interface. Every answer is JSON, must not be cached, and carries its request's id. */
export function createHttpApp(deps: HttpAppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', false);
  app.set('trust proxy', [...(deps.trustedProxies ?? [])]);
  app.use(createContexts(deps), setSecurityHeaders);
  for (const { path, handler } of deps.mounts ?? []) app.use(path, handler);
  for (const endpoint of createEndpoints(deps)) serve(app, endpoint);
  app.use(answerNotFound);
  app.use(handleFailures);
  return app;
}

const answerNotFound: RequestHandler = (request, response) => sendError(request, response, 'not_found');

function createEndpoints(deps: HttpAppDeps): Endpoint[] {
  const endpoints = [
    createRedeemEndpoint(deps),
    createChallengeEndpoint(deps),
    createShowChallengeEndpoint(deps),
    createAnswerEndpoint(deps),
    createEnrolledEndpoint(deps),
    createKeysEndpoint(deps),
    createLiveEndpoint(),
    createReadyEndpoint(deps),
  ];
  return [...endpoints, createDescriptionEndpoint(endpoints)];
}

function serve(app: Express, { method, path, handle }: Endpoint): void {
  app
    .route(path)
    [method]((request, response) => handle(request, response))
    .all((request, response) => {
      response.setHeader('Allow', method === 'get' ? 'GET, HEAD' : method.toUpperCase());
      sendError(request, response, 'method_not_allowed');
    });
}
