import { isProofOf, proveRecord } from '../../domain/audit/record-proof.ts';
import type { KeyRing } from '../../domain/crypto/key-ring.ts';
import type { SignInAnswer, SignInAnswerReader } from '../../ports/sign-in/sign-in-answers.ts';

type AnswerFacts = Omit<SignInAnswer, 'finishedAt' | 'proof'>;

/** Answers carry a proof: a writer of the database must not be able to answer a sign-in without a code. */
export function proveAnswer(facts: AnswerFacts, keys: KeyRing): SignInAnswer {
  return { ...facts, finishedAt: null, proof: proveRecord(contentOf(facts), keys) };
}

/** The answer to a sign-in; `null` if there is none that this program has written. */
export async function findProvenAnswer(
  answers: SignInAnswerReader,
  signInId: string,
  now: number,
  keys: KeyRing,
): Promise<SignInAnswer | null> {
  const answer = await answers.find(signInId, now);
  return answer !== null && isProofOf(answer.proof, contentOf(answer), keys) ? answer : null;
}

/**
 * In the first release's format, so that its proofs stay valid. `finishedAt` is not part of it, because it
 * changes.
 */
function contentOf({ signInId, expiresAt, ...answer }: AnswerFacts): unknown[] {
  const { organizationId, clientId, userId, codeId, answeredAt } = answer;
  const payload = { organizationId, clientId, userId, codeId, answeredAt };
  return ['SignInAnswer', signInId, null, codeId, null, expiresAt, payload];
}
