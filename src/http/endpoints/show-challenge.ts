import { z } from 'zod';
import type { Client } from '../../domain/clients/client.ts';
import type { ChallengeId } from '../../domain/ids.ts';
import type { FoundChallenge } from '../../services/redeeming/find-challenge.ts';
import { type AdmitDeps, admit, admitErrors } from '../admit.ts';
import { challengeIdParameter, readChallengeId } from '../challenge-id.ts';
import type { Endpoint, Operation } from '../endpoint.ts';
import { sendError } from '../send-error.ts';

export interface ShowChallengeEndpointDeps extends AdmitDeps {
  readonly findChallenge: (client: Client, id: ChallengeId) => Promise<FoundChallenge | null>;
}

const challengeSchema = z.strictObject({
  challengeId: z.string(),
  state: z
    .enum(['open', 'answered', 'exhausted', 'expired'])
    .describe('`answered`: with the right code. `exhausted`: with too many wrong ones.'),
  triesLeft: z.int().min(0),
  expiresAt: z.iso.datetime(),
  returnTo: z.string().nullable(),
});

const operation: Operation = {
  id: 'showChallenge',
  summary: 'Show a challenge',
  description: 'Its state, for the client that opened it. Scope `challenges`.',
  needsCredential: true,
  parameters: [challengeIdParameter],
  body: null,
  success: { description: 'The challenge.', schema: challengeSchema },
  errors: [...admitErrors, 'challenge_not_found', 'bad_request', 'unavailable'],
};

export function createShowChallengeEndpoint(deps: ShowChallengeEndpointDeps): Endpoint {
  return {
    method: 'get',
    path: '/v1/challenges/:id',
    operation,
    async handle(request, response) {
      const client = await admit(deps, request, response, 'challenges');
      if (client === null) return;
      const id = readChallengeId(request);
      const found = id === null ? null : await deps.findChallenge(client, id);
      if (found === null) return sendError(request, response, 'challenge_not_found');
      const { challenge, state } = found;
      const shown: z.infer<typeof challengeSchema> = {
        challengeId: challenge.id,
        state,
        triesLeft: challenge.triesLeft,
        expiresAt: new Date(challenge.expiresAt).toISOString(),
        returnTo: challenge.returnTo,
      };
      response.json(shown);
    },
  };
}
