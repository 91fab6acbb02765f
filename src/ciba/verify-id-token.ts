import { createLocalJWKSet, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';
import { DeviceCheckError, type DeviceIdentity } from '../ports/device-check.ts';

/** Signatures by a key that only the provider has: no shared secret, and never `none`. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** How far the provider's clock may be from ours. */
const TOLERANCE_SECONDS = 60;

export interface TokenTerms {
  readonly issuer: string;
  readonly clientId: string;
  readonly authReqId: string;
  /** When the question was sent. A token or a sign-in from before that is no answer to it. */
  readonly askedAt: number;
  readonly now: number;
}

/** Who confirmed, by an id token (OpenID Connect Core 3.1.3.7). @throws DeviceCheckError if it proves nothing */
export async function verifyIdToken(
  token: string,
  keys: JSONWebKeySet,
  { issuer, clientId, authReqId, askedAt, now }: TokenTerms,
): Promise<DeviceIdentity> {
  const payload = await verify(token, keys, issuer, clientId, now);
  const bad = (claim: string) => new DeviceCheckError('bad_token', claim);
  const { sub, aud, azp, iat = 0, auth_time: authTime, email, email_verified: isVerified } = payload;
  if (typeof sub !== 'string' || sub === '') throw bad('sub');
  // Meant for another client as well: that one could have been given it, and passed it on.
  if ((Array.isArray(aud) && aud.length > 1) || azp !== undefined) {
    if (azp !== clientId) throw bad('azp');
  }
  const earliest = askedAt / 1000 - TOLERANCE_SECONDS;
  if (iat < earliest) throw bad('iat');
  if (authTime !== undefined && (typeof authTime !== 'number' || authTime < earliest)) throw bad('auth_time');
  const answered = payload['urn:openid:params:jwt:claim:auth_req_id'];
  if (answered !== undefined && answered !== authReqId) throw bad('auth_req_id');
  return {
    subject: sub,
    email: typeof email === 'string' && isVerified !== false && isVerified !== 'false' ? email : null,
    authenticatedAt: typeof authTime === 'number' ? authTime * 1000 : null,
  };
}

async function verify(
  token: string,
  keys: JSONWebKeySet,
  issuer: string,
  audience: string,
  now: number,
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, createLocalJWKSet(keys), {
      issuer,
      audience,
      algorithms,
      clockTolerance: TOLERANCE_SECONDS,
      currentDate: new Date(now),
      requiredClaims: ['sub', 'iat', 'exp'],
    });
    return payload;
  } catch (error) {
    // The library's code and the claim's name; never its message, which may quote the token.
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    const claim = error instanceof Error && 'claim' in error ? String(error.claim) : '';
    throw new DeviceCheckError('bad_token', claim === '' || claim === 'unspecified' ? code : claim);
  }
}
