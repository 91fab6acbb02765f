import { createHash } from 'node:crypto';
import { type CompactVerifyGetKey, compactVerify, errors } from 'jose';
import { z } from 'zod';
import type { TrustedHintIssuer } from '../../domain/clients/oidc-client.ts';
import { refuseOtherTokens } from '../hints/refuse-other-tokens.ts';

/** A hint is made for one request, which the browser sends immediately. */
const AGE_SECONDS_MAX = 300;

const claimsSchema = z.looseObject({
  iss: z.string(),
  aud: z.string(),
  tid: z.string(),
  sub: z.string().min(1).max(255),
  iat: z.number(),
  nbf: z.number().optional(),
  exp: z.number(),
});

/** The person that Entra ID names. */
export interface EntraHint {
  /** from the claim that the client is configured with */
  readonly login: unknown;
  /** Entra ID's subject, to be returned in the ID token. */
  readonly subject: string;
  /** The same for every encoding of the same hint. */
  readonly hintId: string;
}

export interface EntraHintFacts {
  readonly keys: CompactVerifyGetKey;
  readonly trusted: TrustedHintIssuer;
  /** milliseconds since the epoch */
  readonly now: number;
  /** by how much clocks may disagree */
  readonly skewSeconds: number;
}

/**
 * Reads an `id_token_hint` of Entra ID; `null` if it is not this tenant's, not for us, or not fresh. Entra ID issues hints that have already
 * expired, so that they are of no other use: `iat` tells whether one is fresh.
 * @throws JOSEError if the signature is not the issuer's
 */
export async function readEntraHint(token: string, facts: EntraHintFacts): Promise<EntraHint | null> {
  const { keys, trusted, now, skewSeconds } = facts;
  const { payload, protectedHeader } = await compactVerify(token, keys, { algorithms: ['RS256'] });
  refuseOtherTokens(protectedHeader.typ);
  const parsed = claimsSchema.safeParse(parseJson(payload));
  if (!parsed.success) return null;
  const { iss, aud, tid, sub, iat, nbf = iat } = parsed.data;
  if (iss !== trusted.issuer || aud !== trusted.audience || tid !== trusted.tenantId) return null;
  const seconds = now / 1000;
  if (Math.max(iat, nbf) > seconds + skewSeconds || iat < seconds - AGE_SECONDS_MAX - skewSeconds)
    return null;
  // Computed from the signed part: a signature has several encodings that decode to the same bytes.
  const signed = token.slice(0, token.lastIndexOf('.'));
  const hintId = createHash('sha256').update(signed).digest('base64url');
  return { login: parsed.data[trusted.loginClaim], subject: sub, hintId };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new errors.JWSInvalid('The payload is not JSON', { cause });
  }
}
