import express, { Router } from 'express';
import { z } from 'zod';
import type { IdentityProvider } from './identity-provider.ts';
import {
  type PortalPerson,
  renderHomePage,
  renderPasswordPage,
  renderRefusedPage,
  renderSecondFactorPage,
} from './portal-pages.ts';
import type { Sessions } from './sessions.ts';

export interface PortalRoutesDeps {
  readonly people: readonly PortalPerson[];
  readonly password: string;
  readonly sessions: Sessions;
  readonly getProvider: () => IdentityProvider;
  readonly origin: () => string;
}

const formSchema = z.object({ login: z.string().trim().toLowerCase(), password: z.string() });

/** Password, then the second factor, then in. */
export function portalRoutes({ people, password, sessions, getProvider, origin }: PortalRoutesDeps): Router {
  const router = Router();
  const nameOf = (login: string): string => people.find((person) => person.login === login)?.name ?? login;

  router.get('/', (request, response) => {
    const session = sessions.find(request);
    if (session === null) response.send(renderPasswordPage({ people, password, isRefused: false }));
    else if (session.kind === 'password_given') response.send(renderSecondFactorPage(nameOf(session.login)));
    else response.send(renderHomePage(nameOf(session.login), session.claims));
  });

  router.post('/sign-in', express.urlencoded({ extended: false, limit: '4kb' }), (request, response) => {
    const form = formSchema.safeParse(request.body);
    const person = people.find(({ login }) => login === form.data?.login);
    if (person === undefined || form.data?.password !== password) {
      response.status(401).send(renderPasswordPage({ people, password, isRefused: true }));
      return;
    }
    sessions.put(request, response, { kind: 'password_given', login: person.login, attempt: null });
    response.redirect(303, '/');
  });

  router.get('/backup-code', async (request, response) => {
    const session = sessions.find(request);
    // The first factor first: the provider confirms the second, and knows no password.
    if (session?.kind !== 'password_given') return response.redirect(303, '/');
    const { url, attempt } = await getProvider().begin(session.login);
    sessions.put(request, response, { ...session, attempt });
    return response.redirect(303, url);
  });

  router.get('/callback', async (request, response) => {
    const session = sessions.find(request);
    if (session?.kind !== 'password_given' || session.attempt === null) return response.redirect(303, '/');
    const result = await getProvider().finish(new URL(request.originalUrl, origin()), session.attempt);
    if (result.kind === 'refused') {
      sessions.put(request, response, { ...session, attempt: null });
      return response.status(403).send(renderRefusedPage(result.reason));
    }
    const { login } = session;
    sessions.put(request, response, { kind: 'signed_in', login, claims: result.claims });
    return response.redirect(303, '/');
  });

  router.post('/sign-out', (request, response) => {
    sessions.end(request, response);
    response.redirect(303, '/');
  });

  return router;
}
