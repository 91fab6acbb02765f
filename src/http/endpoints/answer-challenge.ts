import { z } from 'zod';
import { Secret } from '../../domain/secret.ts';
import type { AnswerChallengeInput, AnswerChallengeResult } from '../../services/answer-challenge.ts';
import { type AdmitDeps, admit, admitErrors } from '../admit.ts';
import { codeField } from '../body-fields.ts';
import { challengeIdParameter, readChallengeId } from '../challenge-id.ts';
import type { Endpoint, Operation } from '../endpoint.ts';
import { idempotencyParameter, readIdempotencyKey } from '../idempotency-key.ts';
import {
  attemptErrors,
  type PresentDeps,
  presentRedeemed,
  redeemedShape,
  sendRefused,
} from '../present-redeemed.ts';
import { bodyErrors, readBody } from '../read-body.ts';
import { getContext } from '../request-context.ts';
import { sendError } from '../send-error.ts';

export interface AnswerEndpointDeps extends AdmitDeps, PresentDeps {
  readonly answerChallenge: (input: AnswerChallengeInput) => Promise<AnswerChallengeResult>;
  /** Called when an attempt has been settled, since there may be notices to send. */
  readonly nudge: () => void;
}

const bodySchema = z.strictObject({ code: codeField });
const answeredSchema = z.strictObject({ ...redeemedShape, challengeId: z.string() });

const operation: Operation = {
  id: 'answerChallenge',
  summary: 'Answer a challenge',
  description:
    'Spends the backup code of the person the challenge was opened for: the same as redeeming it, under the same brake. A wrong code costs a try, a mistyped one does not. Scope `challenges`.',
  needsCredential: true,
  parameters: [challengeIdParameter, idempotencyParameter],
  body: bodySchema,
  success: {
    description: 'The code was right and is spent now, and the challenge over.',
    schema: answeredSchema,
  },
  errors: [...admitErrors, ...bodyErrors, ...attemptErrors, 'challenge_not_found', 'challenge_over'],
};

export function createAnswerEndpoint(deps: AnswerEndpointDeps): Endpoint {
  return {
    method: 'post',
    path: '/v1/challenges/:id/answer',
    operation,
    async handle(request, response) {
      const client = await admit(deps, request, response, 'challenges');
      if (client === null) return;
      const key = readIdempotencyKey(request);
      if (key.kind === 'bad') return sendError(request, response, 'bad_request');
      const body = await readBody(request, response, bodySchema);
      if (body === null) return;
      const challengeId = readChallengeId(request);
      if (challengeId === null) return sendError(request, response, 'challenge_not_found');
      const { source } = getContext(request);
      const typedCode = new Secret(body.code);
      const input = { client, challengeId, typedCode, source, idempotencyKey: key.key };
      const result = await deps.answerChallenge(input);
      deps.nudge();
      if (result.kind === 'not_found') return sendError(request, response, 'challenge_not_found');
      if (result.kind === 'over') return sendError(request, response, 'challenge_over');
      if (result.kind !== 'redeemed') return sendRefused(request, response, result);
      response.json({ ...(await presentRedeemed(deps, client, result)), challengeId });
    },
  };
}
