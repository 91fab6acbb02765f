import { type Configuration, interactionPolicy, type JWK, type KoaContextWithOIDC } from 'oidc-provider';
import { BACKUP_CODE_ACR } from '../domain/clients/oidc-client.ts';
import type { Secret } from '../domain/crypto/secret.ts';
import { signInIdOf } from '../services/sign-in/oidc-sign-in.ts';
import type { OidcState } from '../services/sign-in/oidc-state.ts';
import { type AdapterDeps, createAdapterFactory } from './create-adapter.ts';
import {
  ENTRA_INTERACTION_SECONDS,
  finishByHint,
  isOfEntra,
  readHintedSubject,
} from './entra/answer-at-once.ts';
import type { FindPerson } from './find-person.ts';
import { PERSON_PARAMETER } from './name-person.ts';
import { refuseUnmeetable } from './refuse-unmeetable.ts';
import type { RenderProviderError } from './render-provider-error.ts';

/** Seconds. The code and the tokens are used by programs, at once; the interaction by a person on the telephone. */
export const lifetimes = {
  AccessToken: 300,
  AuthorizationCode: 60,
  Grant: 900,
  IdToken: 300,
  Interaction: 600,
  Session: 600,
} as const;

/** Below the mount, and so below the issuer. */
export const routes = {
  authorization: '/auth',
  jwks: '/jwks',
  token: '/token',
  userinfo: '/userinfo',
} as const;

const SCOPES = ['openid', 'email', 'profile'];

export interface ConfigurationDeps extends AdapterDeps {
  readonly cookieKeys: readonly Secret[];
  readonly signingKey: Secret<JWK>;
  readonly findPerson: FindPerson;
  readonly namePerson: (context: KoaContextWithOIDC, sent: unknown) => Promise<void>;
  readonly renderError: RenderProviderError;
  /** Whether browsers reach us by https. */
  readonly isSecure: boolean;
}

/**
 * Authorization code with PKCE, and for clients of the profile `entra` an ID token by form: what is not needed is off. Which of the two is a
 * client's is said in `create-adapter.ts`.
 */
export function createConfiguration(deps: ConfigurationDeps): Configuration {
  return {
    adapter: createAdapterFactory(deps),
    jwks: { keys: [deps.signingKey.reveal()] },
    acrValues: [BACKUP_CODE_ACR],
    // Said in full every time (OpenID Connect Core, 3.1.2.1): where it is left out, nobody has compared anything.
    allowOmittingSingleRegisteredRedirectUri: false,
    claims: {
      openid: ['sub', 'acr', 'amr', 'auth_time'],
      email: ['email'],
      profile: ['name', 'preferred_username'],
    },
    // Identity providers read the ID token of a second factor, and rarely ask for more.
    conformIdTokenClaims: false,
    clientBasedCORS: () => false,
    cookies: {
      keys: deps.cookieKeys.map((key) => key.reveal()),
      short: { httpOnly: true, sameSite: 'lax', signed: true },
      long: { httpOnly: true, sameSite: 'lax', signed: true },
      names: nameCookies(deps.isSecure),
    },
    enabledJWA: { idTokenSigningAlgValues: ['RS256'], userinfoSigningAlgValues: ['RS256'] },
    expiresWithSession: () => false,
    extraParams: { [PERSON_PARAMETER]: deps.namePerson },
    features: {
      claimsParameter: { enabled: true, assertClaimsParameter: refuseUnmeetable },
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: true },
    },
    async findAccount(context, sub, token) {
      if (token?.kind === 'AccessToken') await deps.limitCaller();
      return deps.findPerson(sub, token?.clientId ?? clientOf(context));
    },
    interactions: {
      policy: createPolicy(),
      url: (context, interaction) => `${mountOf(context)}/interaction/${interaction.uid}`,
    },
    loadExistingGrant: createGrantWhatWasAsked(deps.state),
    pairwiseIdentifier: readHintedSubject,
    pkce: { required: () => true },
    renderError: deps.renderError,
    responseTypes: ['code', 'id_token'],
    routes: { ...routes },
    scopes: SCOPES,
    subjectTypes: ['public', 'pairwise'],
    clientAuthMethods: ['client_secret_post', 'client_secret_basic', 'none'],
    ttl: { ...lifetimes, Interaction: chooseInteractionLifetime },
  };
}

/** Each is for one path, which `__Host-` does not allow: so what another host of the site could plant is told by the browser's own cookie. */
function nameCookies(isSecure: boolean) {
  const prefix = isSecure ? '__Secure-' : '';
  return {
    session: `${prefix}bkc_session`,
    interaction: `${prefix}bkc_sign_in`,
    resume: `${prefix}bkc_return`,
  };
}

/** A code that is typed when nobody waits for the answer any more would be lost. */
function chooseInteractionLifetime({ oidc }: KoaContextWithOIDC): number {
  const { client } = oidc;
  return client !== undefined && isOfEntra(client) ? ENTRA_INTERACTION_SECONDS : lifetimes.Interaction;
}

/** What a service may ask for beside `login`, and get no more by: the code that is typed stands for all of them. */
export const codePrompts = ['select_account', 'consent'] as const;

/** Every authorization asks for a code, whatever happened before: there is nothing that could let anybody through without. */
function createPolicy(): interactionPolicy.Prompt[] {
  const { Check, Prompt } = interactionPolicy;
  const needsCode = new Check('no_code', 'a backup code is needed', 'login_required', ({ oidc }) =>
    oidc.result?.login === undefined ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT,
  );
  return [
    new Prompt({ name: 'login', requestable: true }, needsCode),
    ...codePrompts.map((name) => new Prompt({ name, requestable: true })),
  ];
}

/** Nobody is asked for consent: the organization has connected the service, and it learns no more than it knew. */
function createGrantWhatWasAsked(state: OidcState) {
  return async function grantWhatWasAsked({ oidc }: KoaContextWithOIDC) {
    const { account, client, entities, params, provider } = oidc;
    const uid = entities.Interaction?.uid;
    if (account === undefined || client === undefined || uid === undefined) return undefined;
    const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
    // One grant a sign-in, so that all that comes of it can be told by it, whichever instance the browser comes back to.
    const signInId = signInIdOf(uid);
    grant.jti = signInId;
    grant.addOIDCScope([...oidc.requestParamOIDCScopes].join(' '));
    grant.addOIDCClaims([...oidc.requestParamClaims]);
    await grant.save();
    if (isOfEntra(client)) await finishByHint(state, client.clientId, signInId, params ?? {});
    return grant;
  };
}

function clientOf({ oidc }: KoaContextWithOIDC): string | null {
  return oidc.client?.clientId ?? null;
}

function mountOf({ oidc }: KoaContextWithOIDC): string {
  return new URL(oidc.issuer).pathname;
}
