import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeJwt,
  errors,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose';
import type { TrustedHintIssuer } from '../../domain/clients/oidc-client.ts';
import { parseLogin } from '../../domain/directory/email.ts';
import type { Clock } from '../../ports/clock.ts';
import type { OidcClient } from '../../services/clients/find-oidc-client.ts';
import type { OidcSigningKeys } from '../../services/sign-in/oidc-signing-keys.ts';
import { readEntraHint } from '../entra/read-entra-hint.ts';
import { refuseOtherTokens } from './refuse-other-tokens.ts';

/** Asymmetric only: with `none` anyone, and with a shared secret the client, could name any person. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256'];
/** How far clocks may disagree. */
const SKEW_SECONDS = 120;
const FETCH_MS = 3000;
const HINT_LENGTH_MAX = 16_384;
const LOGIN_LENGTH_MAX = 320;

/** The person that a hint names: by their login or, in a token of ours, by our id. Entra ID expects its own subject back. */
export type NamedPerson =
  /** `isSigned`: by the issuer that the client trusts; if not, anyone may have written it. */
  | { readonly kind: 'login'; readonly login: string; readonly isSigned: boolean }
  | { readonly kind: 'user'; readonly userId: string }
  | {
      readonly kind: 'entra';
      readonly login: string;
      readonly subject: string;
      readonly hintId: string;
    };

export type HintResult =
  | { readonly kind: 'named'; readonly person: NamedPerson }
  /** Forged, expired, for another audience, or of an issuer that the client does not trust. */
  | { readonly kind: 'refused' }
  /** The issuer's keys could not be fetched. */
  | { readonly kind: 'unavailable' };

export interface ReadHintDeps {
  readonly issuer: string;
  readonly clock: Clock;
  readonly signingKeys: Pick<OidcSigningKeys, 'listPublic'>;
}

/** Reads a login hint; `null` if it cannot be a login anywhere, which says nothing about who exists (N9). */
export function readLoginHint(text: string): NamedPerson | null {
  const login = readLogin(text);
  return login === null ? null : { kind: 'login', login, isSigned: false };
}

function readLogin(text: unknown): string | null {
  return typeof text === 'string' && text.length <= LOGIN_LENGTH_MAX ? parseLogin(text) : null;
}

/** Reads `id_token_hint`: an ID token of ours for this client, or one of the issuer that the client trusts. */
export function createReadHint({ issuer, clock, signingKeys }: ReadHintDeps) {
  const remote = new Map<string, JWTVerifyGetKey>();

  function keysOf({ jwksUri }: TrustedHintIssuer): JWTVerifyGetKey {
    const known = remote.get(jwksUri);
    if (known !== undefined) return known;
    const fresh = createRemoteJWKSet(new URL(jwksUri), { timeoutDuration: FETCH_MS });
    remote.set(jwksUri, fresh);
    return fresh;
  }

  async function verify(
    token: string,
    keys: JWTVerifyGetKey,
    expected: { issuer: string; audience: string },
  ) {
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      ...expected,
      algorithms: ALGORITHMS,
      currentDate: new Date(clock.now()),
      clockTolerance: SKEW_SECONDS,
      requiredClaims: ['exp', 'iat', 'sub'],
    });
    refuseOtherTokens(protectedHeader.typ);
    // The library does not check this: a token from the future is forged.
    if ((payload.iat ?? 0) > clock.now() / 1000 + SKEW_SECONDS) {
      throw new errors.JWTClaimValidationFailed('"iat" is in the future', payload, 'iat', 'check_failed');
    }
    return payload;
  }

  async function readOwn(token: string, { service }: OidcClient): Promise<NamedPerson | null> {
    const published = await signingKeys.listPublic();
    const keys = createLocalJWKSet({ keys: published.map(({ x5c: _certificate, ...key }) => key) });
    const { sub } = await verify(token, keys, { issuer, audience: service.id });
    return sub === undefined ? null : { kind: 'user', userId: sub };
  }

  async function readForeign(token: string, trusted: TrustedHintIssuer): Promise<NamedPerson | null> {
    const payload = await verify(token, keysOf(trusted), trusted);
    // People who may enter any address in their profile there could be anyone here.
    if (trusted.loginClaim === 'email' && payload.email_verified === false) return null;
    const login = readLogin(payload[trusted.loginClaim]);
    return login === null ? null : { kind: 'login', login, isSigned: true };
  }

  async function readOfEntra(token: string, trusted: TrustedHintIssuer): Promise<NamedPerson | null> {
    const facts = { keys: keysOf(trusted), trusted, now: clock.now(), skewSeconds: SKEW_SECONDS };
    const hint = await readEntraHint(token, facts);
    const login = hint === null ? null : readLogin(hint.login);
    return hint === null || login === null ? null : { ...hint, kind: 'entra', login };
  }

  async function readOf(token: string, client: OidcClient): Promise<NamedPerson | null> {
    const { hintIssuer, profile } = client.settings;
    if (profile === 'entra') return hintIssuer === null ? null : readOfEntra(token, hintIssuer);
    const isForeign = hintIssuer !== null && decodeJwt(token).iss === hintIssuer.issuer;
    return isForeign ? readForeign(token, hintIssuer) : readOwn(token, client);
  }

  return async function readHint(token: string, client: OidcClient): Promise<HintResult> {
    try {
      if (token.length > HINT_LENGTH_MAX) return { kind: 'refused' };
      const person = await readOf(token, client);
      return person === null ? { kind: 'refused' } : { kind: 'named', person };
    } catch (error) {
      if (isNetworkTrouble(error)) return { kind: 'unavailable' };
      if (error instanceof errors.JOSEError || error instanceof TypeError) return { kind: 'refused' };
      throw error;
    }
  };
}

/** `fetch` throws `TypeError: fetch failed`. An answer that is not a key set counts too: the issuer has to fix it. */
function isNetworkTrouble(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return true;
  if (error instanceof TypeError) return error.message === 'fetch failed';
  return error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC';
}
