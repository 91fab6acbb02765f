import { errors } from 'jose';

/**
 * An issuer signs more than ID tokens with its keys: an access token for us (`at+jwt`), a logout token (`logout+jwt`) or a security event
 * (`secevent+jwt`) does not say who signs in (RFC 8725, 3.11). ID tokens have the type `JWT`, or none.
 * @throws JOSEError
 */
export function refuseOtherTokens(type: unknown): void {
  if (type === undefined || (typeof type === 'string' && type.toUpperCase() === 'JWT')) return;
  throw new errors.JWTInvalid('The token is of another type than ID tokens are');
}
