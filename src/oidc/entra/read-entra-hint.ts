import { createHash } from 'node:crypto';
import { type CompactVerifyGetKey, compactVerify, errors } from 'jose';
import { z } from 'zod';
import type { TrustedHintIssuer } from '../../domain/clients/oidc-client.ts';
import { refuseOtherTokens } from '../refuse-other-tokens.ts';

/** A hint is made for one request, which the browser sends at once. */
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

/** What is to be known of a person whom Entra ID names. */
export interface EntraHint {
  /** of the claim by which the organization's people are known */
  readonly login: unknown;
  /** What Entra ID calls the person, to be said back. */
  readonly subject: string;
  /** The same for every spelling of the same hint. */
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
 * Reads an `id_token_hint` of Entra ID; `null` if it is not one of this tenant for us, and of now. Entra ID issues hints that have expired
 * already, so that they serve as nothing but hints: what says that one is fresh is when it was issued.
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
  // Of what was signed: a signature has spellings that decode to the same.
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
