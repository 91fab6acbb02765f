import { createHash } from 'node:crypto';
import type { Secret } from '../../domain/crypto/secret.ts';
import { parseLogin } from '../../domain/directory/email.ts';
import type { SignInAnswer } from '../../ports/sign-in/sign-in-answers.ts';
import type { OidcClient } from '../clients/find-oidc-client.ts';
import type { ServiceDeps } from '../deps.ts';
import type { AttemptResult, VouchedBy } from '../redeeming/attempt.ts';
import { decideAttempt } from '../redeeming/decide-attempt.ts';
import { prepareAttempt } from '../redeeming/prepare-attempt.ts';
import { transactAttempt } from '../redeeming/transact-attempt.ts';
import { findProvenAnswer, proveAnswer } from './proven-answers.ts';

/** How long after its answer a sign-in can be finished. The browser's way back takes seconds. */
const ANSWER_LIFETIME_MS = 15 * 60_000;

export interface SignInQuestion {
  readonly client: OidcClient;
  /** by {@link signInIdOf} */
  readonly signInId: string;
  /** The login that the sign-in names. */
  readonly login: string;
}

export interface AnswerSignInInput extends SignInQuestion {
  readonly vouchedBy: Exclude<VouchedBy, 'service'>;
  readonly typedCode: Secret;
  /** `http:<address>` of the browser */
  readonly source: string;
}

export type AnswerSignInResult = AttemptResult | { readonly kind: 'answered_before' };

/**
 * The id under which a sign-in is stored: not the browser's own handle, which would let a reader of the
 * database take over.
 */
export function signInIdOf(interactionUid: string): string {
  return createHash('sha256').update(`sign-in\n${interactionUid}`).digest('base64url');
}

/**
 * Answers a sign-in with a code. The answer commits together with the redeem, so a crash or an outage right
 * after it costs no one their sign-in: the page is found answered. A sign-in is answered once, and no second
 * code is spent on it.
 */
export function createAnswerSignIn(deps: ServiceDeps) {
  return async function answerSignIn(input: AnswerSignInInput): Promise<AnswerSignInResult> {
    const { client, signInId, login, typedCode, source } = input;
    const { service } = client;
    const { vouchedBy } = input;
    const attempt = await prepareAttempt(deps, { client: service, vouchedBy, login, typedCode, source });
    return transactAttempt<AnswerSignInResult>(deps, attempt, async (tx) => {
      const now = deps.clock.now();
      if ((await findProvenAnswer(tx.signInAnswers, signInId, now, deps.keys)) !== null) {
        return { kind: 'answered_before' };
      }
      const result = await decideAttempt(deps, tx, attempt);
      if (result.kind !== 'redeemed') return result;
      const answer = {
        signInId,
        organizationId: service.organizationId,
        clientId: service.id,
        userId: result.user.id,
        codeId: result.code.id,
        answeredAt: result.at,
        expiresAt: now + ANSWER_LIFETIME_MS,
      };
      await tx.signInAnswers.put(proveAnswer(answer, deps.keys), now);
      return result;
    });
  };
}

/**
 * The answer to a sign-in; `null` if there is none yet, or a token was already issued for it. An answer of
 * another client, or by another person than the sign-in names, does not count.
 */
export function createFindSignInAnswer({
  store,
  clock,
  keys,
}: Pick<ServiceDeps, 'store' | 'clock' | 'keys'>) {
  return async function findSignInAnswer(question: SignInQuestion): Promise<SignInAnswer | null> {
    const { service } = question.client;
    const answer = await findProvenAnswer(store.read.signInAnswers, question.signInId, clock.now(), keys);
    if (answer === null || answer.finishedAt !== null) return null;
    if (answer.organizationId !== service.organizationId || answer.clientId !== service.id) return null;
    const login = parseLogin(question.login);
    const named =
      login === null ? null : await store.read.directory.findUserByLogin(service.organizationId, login);
    return named?.id === answer.userId ? answer : null;
  };
}

/** Whether a token was issued for a sign-in, or it was stopped: it is over. */
export function createIsSignInFinished({
  store,
  clock,
  keys,
}: Pick<ServiceDeps, 'store' | 'clock' | 'keys'>) {
  return async function isSignInFinished(signInId: string): Promise<boolean> {
    const answer = await findProvenAnswer(store.read.signInAnswers, signInId, clock.now(), keys);
    return answer !== null && answer.finishedAt !== null;
  };
}
