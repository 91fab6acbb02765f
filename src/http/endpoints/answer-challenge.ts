import { z } from 'zod';
import type {
  AnswerChallengeInput,
  AnswerChallengeResult,
} from '../../services/redeeming/answer-challenge.ts';
import { codeField } from '../body-fields.ts';
import { challengeIdParameter, readChallengeId } from '../challenge-id.ts';
import type { Endpoint, Operation } from '../endpoint.ts';
import { idempotencyParameter } from '../idempotency-key.ts';
import { redeemedShape } from '../redeemed-answer.ts';
import { type TakeCodeDeps, takeCode, takeCodeErrors } from '../take-code.ts';

export interface AnswerEndpointDeps extends TakeCodeDeps {
  readonly answerChallenge: (input: AnswerChallengeInput) => Promise<AnswerChallengeResult>;
}

const bodySchema = z.strictObject({ code: codeField });
const answeredSchema = z.strictObject({ ...redeemedShape, challengeId: z.string() });

const operation: Operation = {
  id: 'answerChallenge',
  summary: 'Answer a challenge',
  description:
    'Redeems the backup code of the person for whom the challenge was opened. The same lockout applies as when redeeming directly. A wrong code uses up a try, a mistyped one doesn’t. Scope `challenges`.',
  needsCredential: true,
  parameters: [challengeIdParameter, idempotencyParameter],
  body: bodySchema,
  success: {
    description: 'The code was correct and is used up now. The challenge is closed.',
    schema: answeredSchema,
  },
  errors: [...takeCodeErrors, 'challenge_not_found', 'challenge_over'],
};

export function createAnswerEndpoint(deps: AnswerEndpointDeps): Endpoint {
  return {
    method: 'post',
    path: '/v1/challenges/:id/answer',
    operation,
    async handle(request, response) {
      const challengeId = readChallengeId(request);
      const redeemed = await takeCode(deps, request, response, {
        scope: 'challenges',
        bodySchema,
        attempt: async (presented) =>
          challengeId === null ? { kind: 'not_found' } : deps.answerChallenge({ ...presented, challengeId }),
      });
      if (redeemed !== null) response.json({ ...redeemed, challengeId });
    },
  };
}
