import { once } from 'node:events';
import { createServer } from 'node:http';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import {
  createIdentityProvider,
  type IdentityProvider,
  type IdentityProviderOptions,
} from './identity-provider.ts';
import type { PortalPerson } from './portal-pages.ts';
import { pageHeaders, renderFailurePage } from './portal-pages.ts';
import { portalRoutes } from './portal-routes.ts';
import { createSessions } from './sessions.ts';

export interface PortalOptions {
  readonly people: readonly PortalPerson[];
  /** Everybody's, and stated on the page: this is a demo. */
  readonly password: string;
  /** Default: any free port. */
  readonly port?: number;
  readonly now?: () => number;
}

export interface Portal {
  readonly origin: string;
  /** What the identity provider must know of this client. */
  readonly redirectUri: string;
  /** Names the identity provider: it needs the redirect URI before it can say who we are to it. */
  connect(provider: Omit<IdentityProviderOptions, 'redirectUri'>): void;
  stop(): Promise<void>;
}

/**
 * A service with a sign-in of its own, as anybody could have: password first, then a second factor, for which it
 * sends people to an OpenID provider. It knows that provider by its address and by OpenID Connect alone.
 */
export async function startPortal(options: PortalOptions): Promise<Portal> {
  let port = 0;
  let provider: IdentityProvider | null = null;
  const app = express();
  app.disable('x-powered-by');
  app.use(guardHost(() => port));
  app.use((_request, response, next) => {
    response.set(pageHeaders);
    next();
  });
  const sessions = createSessions(options.now ?? Date.now);
  const getProvider = (): IdentityProvider => {
    if (provider === null) throw new Error('The portal knows no identity provider yet');
    return provider;
  };
  const { people, password } = options;
  app.use(portalRoutes({ people, password, sessions, getProvider, origin: () => originOf(port) }));
  app.use(tellFailure);
  const server = createServer(app);
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the portal has no port');
  port = address.port;
  const redirectUri = `${originOf(port)}/callback`;
  return {
    origin: originOf(port),
    redirectUri,
    connect(chosen) {
      provider = createIdentityProvider({ ...chosen, redirectUri });
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** DNS rebinding: a page on the web can make a browser call loopback, but only under the page's own host name. */
function guardHost(port: () => number): RequestHandler {
  return (request, response, next) => {
    const { host } = request.headers;
    if (host === `127.0.0.1:${port()}` || host === `localhost:${port()}`) next();
    else response.status(403).type('text').send('foreign host');
  };
}

function originOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

const tellFailure: ErrorRequestHandler = (error, _request, response, _next) => {
  response.status(502).send(renderFailurePage(error instanceof Error ? error.message : String(error)));
};
