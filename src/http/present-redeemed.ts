import type { Request, Response } from 'express';
import { z } from 'zod';
import { loginOf } from '../domain/directory-user.ts';
import type { ErrorCode } from '../domain/error-codes.ts';
import type { RelyingService } from '../domain/relying-service.ts';
import type { RedeemResult } from '../services/redeem-code.ts';
import type { AssertionInput } from '../services/sign-assertion.ts';
import { sendError } from './send-error.ts';

export interface PresentDeps {
  readonly signAssertion: (input: AssertionInput) => Promise<string>;
}

export const redeemedShape = {
  redeemed: z.literal(true),
  user: z.strictObject({
    id: z.string(),
    login: z.string().describe('Primary e-mail address or mobile number.'),
    name: z.string(),
  }),
  codeId: z.string(),
  redeemedAt: z.iso.datetime(),
  replaces: z
    .literal('second_factor')
    .describe('What the code stands in for. Check the first factor yourself: the code never replaces it.'),
  assertion: z
    .string()
    .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/)
    .describe(
      'A signed JWT (EdDSA) that says the same to your other parts: `iss`, `aud` (your id), `sub`, `login`, `amr: ["otp"]`, `auth_time`, `exp` (two minutes), `jti` (one for each code), `code_id`, `org`. Verify it with `/.well-known/jwks.json`.',
    ),
};

/** What a refused attempt may be answered with. */
export const attemptErrors = [
  'bad_request',
  'code_refused',
  'code_mistyped',
  'code_expired',
  'code_used',
  'too_many_attempts',
  'idempotency_key_reused',
  'unavailable',
] as const satisfies readonly ErrorCode[];

type Redeemed = Extract<RedeemResult, { kind: 'redeemed' }>;

export async function presentRedeemed(
  { signAssertion }: PresentDeps,
  client: RelyingService,
  { user, code, at }: Redeemed,
) {
  return {
    redeemed: true as const,
    user: { id: user.id, login: loginOf(user), name: user.displayName },
    codeId: code.id,
    redeemedAt: new Date(at).toISOString(),
    replaces: 'second_factor' as const,
    assertion: await signAssertion({ client, user, code, at }),
  };
}

export function sendRefused(
  request: Request,
  response: Response,
  result: Exclude<RedeemResult, Redeemed>,
): void {
  if (result.kind === 'refused') {
    const { retryAfterSeconds, publicCode } = result;
    if (retryAfterSeconds !== null) response.setHeader('Retry-After', String(retryAfterSeconds));
    sendError(request, response, publicCode);
  } else {
    sendError(request, response, 'idempotency_key_reused');
  }
}
