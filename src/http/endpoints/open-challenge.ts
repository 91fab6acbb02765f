import { z } from 'zod';
import type { Challenge } from '../../domain/redeeming/challenge.ts';
import type { OpenChallengeInput } from '../../services/redeeming/open-challenge.ts';
import { type AdmitDeps, admit, admitErrors } from '../admit.ts';
import { loginField } from '../body-fields.ts';
import type { Endpoint, Operation } from '../endpoint.ts';
import { bodyErrors, readBody } from '../read-body.ts';
import { getContext } from '../request-context.ts';

export interface ChallengeEndpointDeps extends AdmitDeps {
  readonly openChallenge: (input: OpenChallengeInput) => Promise<Challenge>;
}

const bodySchema = z.strictObject({
  user: loginField,
  returnTo: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional()
    .describe(
      'Where the person should go afterwards. We store it and give it back to you, and never follow it.',
    ),
});

const openedSchema = z.strictObject({ challengeId: z.string(), expiresAt: z.iso.datetime() });

const operation: Operation = {
  id: 'openChallenge',
  summary: 'Open a challenge',
  description:
    'The first of two steps, for login pages. Check the first factor, open a challenge, then answer it with the code. Only the client that opened it can answer it: once, within ten minutes, with at most five wrong codes. Any login opens one, so the answer doesn’t reveal who exists. Scope `challenges`.',
  needsCredential: true,
  body: bodySchema,
  success: { description: 'The challenge is open.', schema: openedSchema },
  errors: [...admitErrors, ...bodyErrors, 'unavailable'],
};

export function createChallengeEndpoint(deps: ChallengeEndpointDeps): Endpoint {
  return {
    method: 'post',
    path: '/v1/challenges',
    operation,
    async handle(request, response) {
      const client = await admit(deps, request, response, 'challenges');
      if (client === null) return;
      const body = await readBody(request, response, bodySchema);
      if (body === null) return;
      const { user: login, returnTo = null } = body;
      const { source } = getContext(request);
      const { id, expiresAt } = await deps.openChallenge({ client, login, returnTo, source });
      const opened = { challengeId: id, expiresAt: new Date(expiresAt).toISOString() };
      response.json(opened satisfies z.infer<typeof openedSchema>);
    },
  };
}
