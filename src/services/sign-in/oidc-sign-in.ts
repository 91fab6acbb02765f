import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { OidcClient } from '../../domain/clients/oidc-client.ts';
import type { Secret } from '../../domain/crypto/secret.ts';
import { parseLogin } from '../../domain/directory/email.ts';
import type { ServiceDeps } from '../deps.ts';
import { type AttemptResult, createAttemptCode, type VouchedBy } from '../redeeming/attempt-code.ts';

/** Under which kind the answer to a sign-in is kept; by the sign-in's id. Consumed once a token was issued for it. */
export const SIGN_IN_ANSWER = 'SignInAnswer';
/** For how long a sign-in may be finished once it was answered. The browser's way back takes seconds. */
const ANSWER_LIFETIME_MS = 15 * 60_000;

/** That the code was right: whose, at which client, which code, and when. */
export interface SignInAnswer {
  readonly organizationId: string;
  readonly clientId: string;
  readonly userId: string;
  readonly codeId: string;
  /** milliseconds since the epoch */
  readonly answeredAt: number;
}

export interface SignInQuestion {
  readonly client: OidcClient;
  /** by {@link signInIdOf} */
  readonly signInId: string;
  /** Whom the sign-in names. */
  readonly login: string;
}

export interface AnswerSignInInput extends SignInQuestion {
  readonly vouchedBy: Exclude<VouchedBy, 'service'>;
  readonly typedCode: Secret;
  /** `http:<address>` of the browser */
  readonly source: string;
}

export type AnswerSignInResult = AttemptResult | { readonly kind: 'answered_before' };

const answerSchema = z.object({
  organizationId: z.string(),
  clientId: z.string(),
  userId: z.string(),
  codeId: z.string(),
  answeredAt: z.number(),
}) satisfies z.ZodType<SignInAnswer>;

/** What a sign-in is kept under: not the handle the browser holds, which is worth something to whoever reads it. */
export function signInIdOf(interactionUid: string): string {
  return createHash('sha256').update(`sign-in\n${interactionUid}`).digest('base64url');
}

/**
 * Answers a sign-in with a code. The answer commits with the code's being spent, so a crash or an outage right after it costs nobody
 * their sign-in: whoever comes back to the page finds it answered. A sign-in is answered once, and no second code is spent on it.
 */
export function createAnswerSignIn(deps: ServiceDeps) {
  const attemptCode = createAttemptCode(deps);

  return async function answerSignIn(input: AnswerSignInInput): Promise<AnswerSignInResult> {
    const { client, signInId, login, typedCode, source } = input;
    const { service } = client;
    const attempt = { client: service, vouchedBy: input.vouchedBy, login, typedCode, source };
    return attemptCode<AnswerSignInResult>(attempt, async (tx, decide) => {
      const now = deps.clock.now();
      if ((await tx.oidcRecords.find(SIGN_IN_ANSWER, signInId, now)) !== null) {
        return { kind: 'answered_before' };
      }
      const result = await decide();
      if (result.kind !== 'redeemed') return result;
      const answer: SignInAnswer = {
        organizationId: service.organizationId,
        clientId: service.id,
        userId: result.user.id,
        codeId: result.code.id,
        answeredAt: result.at,
      };
      const record = {
        kind: SIGN_IN_ANSWER,
        id: signInId,
        payload: { ...answer },
        grantId: null,
        // Found by the code when the person says that it was not they who used it.
        uid: result.code.id,
        userCode: null,
        expiresAt: now + ANSWER_LIFETIME_MS,
      };
      await tx.oidcRecords.upsert(record, now);
      return result;
    });
  };
}

/**
 * The answer a sign-in has got; `null` if none yet, or if a token was issued for it already. An answer of another client, or by another
 * person than the sign-in names, is none of it.
 */
export function createFindSignInAnswer({ store, clock }: Pick<ServiceDeps, 'store' | 'clock'>) {
  return async function findSignInAnswer(question: SignInQuestion): Promise<SignInAnswer | null> {
    const { service } = question.client;
    const record = await store.oidcRecords.find(SIGN_IN_ANSWER, question.signInId, clock.now());
    if (record === null || record.consumedAt !== null) return null;
    const answer = answerSchema.parse(record.payload);
    if (answer.organizationId !== service.organizationId || answer.clientId !== service.id) return null;
    const login = parseLogin(question.login);
    const named =
      login === null ? null : await store.read.directory.findUserByLogin(service.organizationId, login);
    return named?.id === answer.userId ? answer : null;
  };
}

/** Whether a token was issued for a sign-in, or went out: then nothing more comes of it. */
export function createIsSignInFinished({ store, clock }: Pick<ServiceDeps, 'store' | 'clock'>) {
  return async function isSignInFinished(signInId: string): Promise<boolean> {
    const record = await store.oidcRecords.find(SIGN_IN_ANSWER, signInId, clock.now());
    return record !== null && record.consumedAt !== null;
  };
}
