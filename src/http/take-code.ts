import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Client, ClientScope } from '../domain/clients/client.ts';
import { Secret } from '../domain/crypto/secret.ts';
import { loginOf } from '../domain/directory/directory-user.ts';
import type { ErrorCode } from '../domain/error-codes.ts';
import type { AnswerChallengeResult } from '../services/redeeming/answer-challenge.ts';
import type { AssertionInput } from '../services/redeeming/sign-assertion.ts';
import { type AdmitDeps, admit, admitErrors } from './admit.ts';
import { readIdempotencyKey } from './idempotency-key.ts';
import { bodyErrors, readBody } from './read-body.ts';
import type { RedeemedAnswer } from './redeemed-answer.ts';
import { getContext } from './request-context.ts';
import { sendError } from './send-error.ts';

export interface TakeCodeDeps extends AdmitDeps {
  readonly signAssertion: (input: AssertionInput) => Promise<string>;
}

/** A code presented by a client, to redeem it or to answer a challenge. */
export interface PresentedCode {
  readonly client: Client;
  readonly typedCode: Secret;
  /** `http:<address>` */
  readonly source: string;
  readonly idempotencyKey: string | null;
}

/** A way for a client to present a code. */
export interface CodeDoor<Body> {
  readonly scope: ClientScope;
  readonly bodySchema: z.ZodType<Body>;
  readonly attempt: (presented: PresentedCode, body: Body) => Promise<AnswerChallengeResult>;
}

/** Errors that {@link takeCode} answers itself, for each way of presenting a code. */
export const takeCodeErrors = [
  ...admitErrors,
  ...bodyErrors,
  'bad_request',
  'code_refused',
  'code_mistyped',
  'code_expired',
  'code_not_started',
  'code_used',
  'too_many_attempts',
  'idempotency_key_reused',
  'unavailable',
] as const satisfies readonly ErrorCode[];

const errorOf = {
  key_reused: 'idempotency_key_reused',
  not_found: 'challenge_not_found',
  over: 'challenge_over',
} as const satisfies Partial<Record<AnswerChallengeResult['kind'], ErrorCode>>;

/** Attempts a presented code. Returns the answer if it was right; otherwise `null`, and the request has been answered. */
export async function takeCode<Body extends { readonly code: string }>(
  deps: TakeCodeDeps,
  request: Request,
  response: Response,
  { scope, bodySchema, attempt }: CodeDoor<Body>,
): Promise<RedeemedAnswer | null> {
  const client = await admit(deps, request, response, scope);
  if (client === null) return null;
  const key = readIdempotencyKey(request);
  if (key.kind === 'bad') {
    sendError(request, response, 'bad_request');
    return null;
  }
  const body = await readBody(request, response, bodySchema);
  if (body === null) return null;
  const { source } = getContext(request);
  const presented = { client, typedCode: new Secret(body.code), source, idempotencyKey: key.key };
  const result = await attempt(presented, body);
  if (result.kind === 'redeemed') {
    const { user, code, at } = result;
    return {
      redeemed: true,
      user: { id: user.id, login: loginOf(user), name: user.displayName },
      codeId: code.id,
      redeemedAt: new Date(at).toISOString(),
      replaces: 'second_factor',
      assertion: await deps.signAssertion({ client, user, code, at }),
    };
  }
  if (result.kind === 'refused') {
    const { retryAfterSeconds, publicCode } = result;
    if (retryAfterSeconds !== null) response.setHeader('Retry-After', String(retryAfterSeconds));
    sendError(request, response, publicCode);
  } else {
    sendError(request, response, errorOf[result.kind]);
  }
  return null;
}
