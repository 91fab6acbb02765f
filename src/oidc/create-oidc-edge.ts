import { type RequestHandler, Router } from 'express';
import Provider from 'oidc-provider';
import type { Client } from '../domain/clients/client.ts';
import type { KeyRing } from '../domain/crypto/key-ring.ts';
import { Secret } from '../domain/crypto/secret.ts';
import { createPageAssets } from '../pages/page-assets.ts';
import { speakToBrowser } from '../pages/speak-to-browser.ts';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import type { Readers } from '../ports/store.ts';
import type { RecordRefusal } from '../services/audit/record-refusal.ts';
import type { FindOidcClient } from '../services/clients/find-oidc-client.ts';
import type { AdmitOidcRequest } from '../services/sign-in/oidc-services.ts';
import type { OidcSigningKeys } from '../services/sign-in/oidc-signing-keys.ts';
import type { OidcState } from '../services/sign-in/oidc-state.ts';
import { createBrowserCookie } from './browser-cookie.ts';
import { createCompareClientSecret } from './compare-client-secret.ts';
import { withOutage } from './create-adapter.ts';
import { createProviderHandler } from './create-provider-handler.ts';
import { createFindPerson } from './find-person.ts';
import { createFormPost, FORM_POST_MODE } from './form-post.ts';
import { createGuardReturn } from './guard-return.ts';
import { type FailureLog, handleFailures } from './handle-failures.ts';
import { createNamePerson } from './hints/name-person.ts';
import { createReadHint } from './hints/read-hint.ts';
import { createHintTaker } from './hints/take-hint.ts';
import { createLimitCaller, createLimitService } from './limit-service.ts';
import { OIDC_PATH } from './oidc-path.ts';
import { createPinOrigin } from './pin-origin.ts';
import { createConfiguration, routes } from './provider-configuration.ts';
import { createRecordHint, watchRefusals } from './record-refusals.ts';
import { renderProviderError } from './render-provider-error.ts';
import { createSignInRoutes, type SignInRoutesDeps } from './sign-in-routes.ts';

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
  readonly log: FailureLog;
}

/** The OpenID provider, to be mounted at {@link OIDC_PATH}. */
export async function createOidcEdge(deps: OidcEdgeDeps): Promise<RequestHandler> {
  const { clock, log } = deps;
  // An outage reaches the library in the library's own terms.
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
  provider.Client.prototype.compareClientSecret = createCompareClientSecret(deps.authenticateClient);
  provider.on('server_error', (_context, err) => log.error({ err }, 'The OpenID provider failed'));
  watchRefusals(provider, { ...deps, findOidcClient });
  const router = Router();
  router.use(createPinOrigin(publicUrl));
  router.use((request, _response, next) => speakToBrowser(request, next));
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

/** The way back from the page lies below the authorization endpoint: the handler must not see it. */
function onlyAt(path: string, handler: RequestHandler): RequestHandler {
  return (request, response, next) => (request.path === path ? handler(request, response, next) : next());
}

/** One of each master key: a sign-in that began before a rotation can finish after it. */
function deriveCookieKeys(keys: KeyRing): Secret[] {
  return keys.keyIds.map((id) => {
    const key = keys.find('oidc-cookie', id);
    if (key === null) throw new Error('The key ring lost a key of its own');
    return new Secret(key.bytes.toString('base64url'));
  });
}
