import { isProofOf, proveRecord } from '../../domain/audit/record-proof.ts';
import type { KeyRing } from '../../domain/crypto/key-ring.ts';
import type { SignInAnswer, SignInAnswerReader } from '../../ports/sign-in-answers.ts';

type AnswerFacts = Omit<SignInAnswer, 'finishedAt' | 'proof'>;

/** An answer with its proof: those who can write the database must not be able to answer a sign-in without a code. */
export function proveAnswer(facts: AnswerFacts, keys: KeyRing): SignInAnswer {
  return { ...facts, finishedAt: null, proof: proveRecord(contentOf(facts), keys) };
}

/** The answer to a sign-in; `null` if there is none that the program itself has written. */
export async function findProvenAnswer(
  answers: SignInAnswerReader,
  signInId: string,
  now: number,
  keys: KeyRing,
): Promise<SignInAnswer | null> {
  const answer = await answers.find(signInId, now);
  return answer !== null && isProofOf(answer.proof, contentOf(answer), keys) ? answer : null;
}

/** In the form of the first release, whose proofs still have to hold. `finishedAt` is not part of it: it changes. */
function contentOf({ signInId, expiresAt, ...answer }: AnswerFacts): unknown[] {
  const { organizationId, clientId, userId, codeId, answeredAt } = answer;
  const payload = { organizationId, clientId, userId, codeId, answeredAt };
  return ['SignInAnswer', signInId, null, codeId, null, expiresAt, payload];
}
