import type { ErrorRequestHandler } from 'express';
import {
  createIdentityProvider,
  type IdentityProvider,
  type IdentityProviderOptions,
} from './identity-provider.ts';
import { type PortalPerson, renderFailurePage } from './portal-pages.ts';
import { portalRoutes } from './portal-routes.ts';
import { serveSite } from './serve-site.ts';
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
  let provider: IdentityProvider | null = null;
  const sessions = createSessions(options.now ?? Date.now);
  const getProvider = (): IdentityProvider => {
    if (provider === null) throw new Error('The portal knows no identity provider yet');
    return provider;
  };
  const { people, password } = options;
  const site = await serveSite(
    (origin) => portalRoutes({ people, password, sessions, getProvider, origin }),
    options.port ?? 0,
    tellFailure,
  );
  const redirectUri = `${site.origin}/callback`;
  return {
    ...site,
    redirectUri,
    connect(chosen) {
      provider = createIdentityProvider({ ...chosen, redirectUri });
    },
  };
}

const tellFailure: ErrorRequestHandler = (error, _request, response, _next) => {
  response.status(502).send(renderFailurePage(error instanceof Error ? error.message : String(error)));
};
