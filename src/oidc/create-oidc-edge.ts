import { type ErrorRequestHandler, type RequestHandler, Router } from 'express';
import Provider, { errors, type KoaContextWithOIDC } from 'oidc-provider';
import type { Client } from '../domain/clients/client.ts';
import type { OidcAuthMethod } from '../domain/clients/oidc-client.ts';
import type { KeyRing } from '../domain/crypto/key-ring.ts';
import { Secret } from '../domain/crypto/secret.ts';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import { OutcomeUnknownError, type Readers, StoreUnavailableError } from '../ports/store.ts';
import type { RecordRefusal } from '../services/audit/record-refusal.ts';
import type { FindOidcClient } from '../services/clients/find-oidc-client.ts';
import type { AdmitOidcRequest } from '../services/sign-in/oidc-services.ts';
import type { OidcSigningKeys } from '../services/sign-in/oidc-signing-keys.ts';
import type { OidcState } from '../services/sign-in/oidc-state.ts';
import { createBrowserCookie } from './browser-cookie.ts';
import { withOutage } from './create-adapter.ts';
import { createFindPerson } from './find-person.ts';
import { createFormPost, FORM_POST_MODE } from './form-post.ts';
import { createGuardReturn } from './guard-return.ts';
import { createLimitCaller, createLimitService } from './limit-service.ts';
import { createNamePerson } from './name-person.ts';
import { OIDC_PATH } from './oidc-path.ts';
import { createPageAssets } from './page/page-assets.ts';
import { createPinOrigin } from './pin-origin.ts';
import { createConfiguration, routes } from './provider-configuration.ts';
import { createReadHint } from './read-hint.ts';
import { createRecordHint, watchRefusals } from './record-refusals.ts';
import { renderProviderError } from './render-provider-error.ts';
import { createSignInRoutes, type SignInRoutesDeps, sendError } from './sign-in-routes.ts';
import { createHintTaker } from './take-hint.ts';

/** Of what the library answers by itself; pages have one of their own. */
const PROVIDER_POLICY =
  "default-src 'none'; script-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export interface OidcEdgeDeps
  extends Omit<SignInRoutesDeps, 'provider' | 'origin' | 'read' | 'limitService' | 'browserCookie'> {
  /** https, or http on this machine; without a path */
  readonly publicUrl: string;
  readonly clock: Clock;
  readonly random: Pick<Random, 'bytes'>;
  readonly keys: KeyRing;
  readonly state: OidcState;
  readonly signingKeys: OidcSigningKeys;
  readonly findOidcClient: FindOidcClient;
  readonly admitOidcRequest: AdmitOidcRequest;
  readonly authenticateClient: (credential: Secret) => Promise<Client | null>;
  readonly read: Pick<Readers, 'directory' | 'organizations'>;
  readonly recordRefusal: RecordRefusal;
  readonly log: { warn(facts: object, message: string): void; error(facts: object, message: string): void };
}

/** The OpenID provider, to be mounted at {@link OIDC_PATH}. */
export async function createOidcEdge(deps: OidcEdgeDeps): Promise<RequestHandler> {
  const { clock, log } = deps;
  // Whatever the library awaits says an outage in the library's own words.
  const findOidcClient: FindOidcClient = (id) => withOutage(deps.findOidcClient(id));
  const signingKeys: OidcSigningKeys = {
    getCurrent: () => withOutage(deps.signingKeys.getCurrent()),
    listPublic: () => withOutage(deps.signingKeys.listPublic()),
  };
  const findPerson = createFindPerson(deps.read.directory, findOidcClient);
  const publicUrl = new URL(deps.publicUrl);
  const issuer = `${publicUrl.origin}${OIDC_PATH}`;
  const isSecure = publicUrl.protocol === 'https:';
  const browserCookie = createBrowserCookie(isSecure, deps.random);
  const hints = createHintTaker();
  const limitService = createLimitService(deps.admitOidcRequest, deps.sourceOf);
  const provider = new Provider(
    issuer,
    createConfiguration({
      state: deps.state,
      isSecure,
      findOidcClient,
      limitCaller: createLimitCaller(findOidcClient, limitService),
      cookieKeys: deriveCookieKeys(deps.keys),
      signingKey: await signingKeys.getCurrent(),
      findPerson: (sub, clientId) => withOutage(findPerson(sub, clientId)),
      namePerson: createNamePerson({
        browserCookie,
        readHint: createReadHint({ issuer, clock, signingKeys }),
        findOidcClient,
        takenHint: hints.takenHint,
        limitService,
        recordHint: createRecordHint(deps),
        isHintUsed: (clientId, hintId) => withOutage(deps.state.isHintUsed(clientId, hintId)),
      }),
      renderError: renderProviderError,
    }),
  );
  provider.proxy = true;
  const { organizations } = deps.read;
  provider.registerResponseMode(
    FORM_POST_MODE,
    createFormPost({ findOidcClient: deps.findOidcClient, organizations }),
  );
  provider.Client.prototype.compareClientSecret = async function compareClientSecret(actual) {
    if (presentedBy(Provider.ctx) !== this.clientAuthMethod) {
      throw new errors.InvalidClientAuth('the client is registered for another authentication method');
    }
    // Whoever presents another client's whole credential is that client, and not the one they say they are.
    const presented = new Secret(toCredential(this.clientId, actual));
    return (await withOutage(deps.authenticateClient(presented)))?.id === this.clientId;
  };
  provider.on('server_error', (_context, err) => log.error({ err }, 'The OpenID provider failed'));
  watchRefusals(provider, { ...deps, findOidcClient });
  const router = Router();
  router.use(createPinOrigin(publicUrl));
  router.get(routes.jwks, async (_request, response) => {
    response.setHeader('Cache-Control', 'public, max-age=60');
    response.json({ keys: await signingKeys.listPublic() });
  });
  router.use('/assets', createPageAssets());
  router.use(
    '/interaction',
    createSignInRoutes({ ...deps, limitService, provider, browserCookie, origin: publicUrl.origin }),
  );
  const { isFinished } = deps;
  router.get(`${routes.authorization}/:uid`, createGuardReturn({ provider, browserCookie, isFinished }));
  router.use(routes.authorization, onlyAt('/', hints.handler));
  router.use(handleFailures(log));
  router.use(createProviderHandler(provider));
  return router;
}

/** The way back from the page lies below the authorization endpoint, and is none of the handler's business. */
function onlyAt(path: string, handler: RequestHandler): RequestHandler {
  return (request, response, next) => (request.path === path ? handler(request, response, next) : next());
}

/** The library's own, less the cookie of a session that nobody keeps, and less what lets scripts of other sites read its answers: none has to. */
function createProviderHandler(provider: Provider): RequestHandler {
  const name = provider.cookieName('session');
  provider.use(async (context, next) => {
    await next();
    for (const header of Object.keys(context.response.headers)) {
      if (header.startsWith('access-control-')) context.remove(header);
    }
    const cookies = context.res.getHeader('Set-Cookie');
    if (!Array.isArray(cookies)) return;
    const kept = cookies.filter(
      (cookie) => !cookie.startsWith(`${name}=`) && !cookie.startsWith(`${name}.sig=`),
    );
    if (kept.length === 0) context.res.removeHeader('Set-Cookie');
    else context.res.setHeader('Set-Cookie', kept);
  });
  const handle = provider.callback();
  return (request, response) => {
    response.setHeader('Content-Security-Policy', PROVIDER_POLICY);
    handle(request, response);
  };
}

/** Of every master key: a sign-in that was begun before a rotation can be finished after it. */
function deriveCookieKeys(keys: KeyRing): Secret[] {
  return keys.keyIds.map((id) => {
    const key = keys.find('oidc-cookie', id);
    if (key === null) throw new Error('The key ring lost a key of its own');
    return new Secret(key.bytes.toString('base64url'));
  });
}

/** The library takes a secret either way, whatever the client is registered for. */
function presentedBy(context: KoaContextWithOIDC | undefined): OidcAuthMethod {
  return context?.oidc.params?.client_secret === undefined ? 'client_secret_basic' : 'client_secret_post';
}

/** A secret is given as it was shown, or as the part of the credential that it is. */
function toCredential(clientId: string, secret: string): string {
  return secret.startsWith('bkc_') ? secret : `bkc_${clientId}_${secret}`;
}

function handleFailures(log: OidcEdgeDeps['log']): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    if (error instanceof OutcomeUnknownError) {
      log.warn({ err: error }, 'The store did not say whether it committed');
      return sendError(response, 'outcome_unknown');
    }
    if (error instanceof StoreUnavailableError || isOutage(error)) {
      log.warn({ err: error }, 'The store is away');
      return sendError(response, 'unavailable');
    }
    if (isCallersFault(error)) return sendError(response, 'bad_request');
    log.error({ err: error }, 'A sign-in failed');
    return sendError(response, 'unavailable');
  };
}

function isOutage(error: unknown): boolean {
  return error instanceof errors.TemporarilyUnavailable;
}

function isCallersFault(error: unknown): boolean {
  const status: unknown = error instanceof Error && 'status' in error ? error.status : null;
  return typeof status === 'number' && status >= 400 && status < 500;
}
