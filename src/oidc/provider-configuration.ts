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
import { PERSON_PARAMETER } from './hints/name-person.ts';
import { refuseUnmeetable } from './refuse-unmeetable.ts';
import type { RenderProviderError } from './render-provider-error.ts';

/** Seconds. Programs use codes and tokens immediately; in an interaction a person is on the telephone. */
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
 * The authorization code flow with PKCE and, for clients of the profile `entra`, an ID token by form. Everything else is off.
 * `create-adapter.ts` gives each client one of the two.
 */
export function createConfiguration(deps: ConfigurationDeps): Configuration {
  return {
    adapter: createAdapterFactory(deps),
    jwks: { keys: [deps.signingKey.reveal()] },
    acrValues: [BACKUP_CODE_ACR],
    // The redirect URI is always required (OpenID Connect Core, 3.1.2.1): without it there would be nothing to compare.
    allowOmittingSingleRegisteredRedirectUri: false,
    claims: {
      openid: ['sub', 'acr', 'amr', 'auth_time'],
      email: ['email'],
      profile: ['name', 'preferred_username'],
    },
    // Identity providers read the ID token of a second factor and rarely call userinfo.
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

/** These have a path, which `__Host-` does not allow. `browser-cookie.ts` detects cookies that another host of the site has planted. */
function nameCookies(isSecure: boolean) {
  const prefix = isSecure ? '__Secure-' : '';
  return {
    session: `${prefix}bkc_session`,
    interaction: `${prefix}bkc_sign_in`,
    resume: `${prefix}bkc_return`,
  };
}

/** A code typed after the client has stopped waiting would be lost. */
function chooseInteractionLifetime({ oidc }: KoaContextWithOIDC): number {
  const { client } = oidc;
  return client !== undefined && isOfEntra(client) ? ENTRA_INTERACTION_SECONDS : lifetimes.Interaction;
}

/** Prompts that a client may ask for beside `login`. The typed code satisfies all of them. */
export const codePrompts = ['select_account', 'consent'] as const;

/** Every authorization asks for a code, whatever happened before: nothing lets a person through without one. */
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

/** There is no consent screen: the organization has connected the client, which learns nothing new. */
function createGrantWhatWasAsked(state: OidcState) {
  return async function grantWhatWasAsked({ oidc }: KoaContextWithOIDC) {
    const { account, client, entities, params, provider } = oidc;
    const uid = entities.Interaction?.uid;
    if (account === undefined || client === undefined || uid === undefined) return undefined;
    const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
    // One grant per sign-in, so that everything issued for it can be found, on any instance.
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
