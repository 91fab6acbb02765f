import type { IncomingMessage } from 'node:http';
import type { Express, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { createHttpApp, type Mount } from '../http/create-http-app.ts';
import { getContext } from '../http/request-context.ts';
import { DISOWN_PATH } from '../mail/disown-path.ts';
import { createDisownRoutes } from '../mail/page/create-disown-routes.ts';
import { OIDC_PATH } from '../oidc/oidc-path.ts';
import type { RequestScope } from '../ports/request-scope.ts';
import { SCIM_PATH } from '../scim/scim-path.ts';
import { createDisownByLink } from '../services/codes/disown-by-link.ts';
import type { ServiceDeps } from '../services/deps.ts';
import { createRedeemingServices } from '../services/redeeming/redeeming-services.ts';
import type { SlackState } from '../slack/app/slack-health.ts';

/** A notice that has been due for longer shows that none are being sent. */
const OUTBOX_LATE_MS = 60_000;

export interface HttpOptions extends ServiceDeps {
  readonly logger: Logger;
  /** `null` in Socket Mode */
  readonly slackHandler: RequestHandler | null;
  readonly newReference: () => string;
  readonly isReady: () => boolean;
  readonly slackState: () => SlackState;
  /** The service's public address; asked when needed, as a free port is known only then. */
  readonly issuer: () => string;
  readonly requestScope: RequestScope;
  readonly trustedProxies: readonly string[];
}

/** The service's HTTP interface, with what else is served there. */
export function createHttp(options: HttpOptions): Express {
  const {
    logger,
    slackHandler,
    newReference,
    isReady,
    slackState,
    issuer,
    requestScope,
    trustedProxies,
    ...deps
  } = options;
  return createHttpApp({
    requestScope,
    trustedProxies,
    logger,
    clock: deps.clock,
    newReference,
    ...createRedeemingServices(deps, issuer),
    checkStore: () => deps.store.ping(),
    isOutboxLate: () => deps.store.outbox.hasDueBefore(deps.clock.now() - OUTBOX_LATE_MS),
    slackState,
    isReady,
    mounts: [
      createDisownPages(options),
      createOidc(options),
      createScim(options),
      ...(slackHandler === null ? [] : [{ path: '/', handler: slackHandler }]),
    ],
  });
}

/** Whatever is mounted comes through the contexts first. */
const sourceOf = (request: IncomingMessage): string => getContext(request).source;

/** Behind the links of emails. Here even without a mail server: another instance may have sent them. */
function createDisownPages({ logger, ...deps }: HttpOptions): Mount {
  const links = createDisownByLink(deps);
  return {
    path: DISOWN_PATH,
    handler: createDisownRoutes({ links, clock: deps.clock, sourceOf, log: logger }),
  };
}

/** Loaded at the first request for it, as most installations have no SCIM client. */
function createScim({ issuer, ...deps }: HttpOptions): Mount {
  let loaded: Promise<RequestHandler> | null = null;

  async function load(): Promise<RequestHandler> {
    const [{ createScimRouter }, { createScimServices }] = await Promise.all([
      import('../scim/create-scim-router.ts'),
      import('../services/scim/scim-services.ts'),
    ]);
    return createScimRouter({ services: createScimServices(deps), publicUrl: issuer, factsOf: getContext });
  }

  return {
    path: SCIM_PATH,
    handler: async (request, response, next) => {
      loaded ??= load();
      const handler = await loaded;
      return handler(request, response, next);
    },
  };
}

/** Loaded at the first request for it: its library takes as long to load, and holds as much, as everything else. */
function createOidc({ logger, issuer, ...deps }: HttpOptions): Mount {
  let loaded: Promise<RequestHandler> | null = null;

  async function load(): Promise<RequestHandler> {
    const [{ createOidcMount }, { createSelfSignedCertificate }, { createOidcServices }] = await Promise.all([
      import('../oidc/create-oidc-mount.ts'),
      import('../oidc/self-signed-certificate.ts'),
      import('../services/sign-in/oidc-services.ts'),
    ]);
    const { read } = deps.store;
    const services = createOidcServices(deps, createSelfSignedCertificate);
    return createOidcMount({ ...deps, ...services, publicUrl: issuer, read, log: logger, sourceOf }).handler;
  }

  return {
    path: OIDC_PATH,
    handler: async (request, response, next) => {
      loaded ??= load();
      const handler = await loaded;
      return handler(request, response, next);
    },
  };
}
