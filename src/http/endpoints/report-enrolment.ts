import { z } from 'zod';
import { isId } from '../../domain/ids.ts';
import type {
  ReportEnrolmentInput,
  ReportEnrolmentResult,
} from '../../services/redeeming/report-enrolment.ts';
import { type AdmitDeps, admit, admitErrors } from '../admit.ts';
import type { Endpoint, Operation } from '../endpoint.ts';
import { getContext } from '../request-context.ts';

export interface EnrolledEndpointDeps extends AdmitDeps {
  readonly reportEnrolment: (input: ReportEnrolmentInput) => Promise<ReportEnrolmentResult>;
}

const recordedSchema = z.strictObject({
  recorded: z.literal(true),
  cleared: z
    .boolean()
    .describe('Whether a used code was waiting for it. Not for somebody without one, known here or not.'),
});

const operation: Operation = {
  id: 'reportFactorEnrolled',
  summary: 'Report a new factor',
  description:
    'Call this when the person has set up a new second factor after a code. Else the issuing administrator is reminded a day after the code was used (policy `requireReEnrolment`). Scope `enrolments:report`.',
  needsCredential: true,
  parameters: [
    {
      name: 'id',
      in: 'path',
      description: 'The person, by `user.id` of a redeem or `sub` of an assertion.',
      isRequired: true,
      schema: z.string(),
    },
  ],
  body: null,
  success: { description: 'It is written down.', schema: recordedSchema },
  errors: [...admitErrors, 'bad_request', 'unavailable'],
};

export function createEnrolledEndpoint(deps: EnrolledEndpointDeps): Endpoint {
  return {
    method: 'post',
    path: '/v1/users/:id/factor-enrolled',
    operation,
    async handle(request, response) {
      const client = await admit(deps, request, response, 'enrolments:report');
      if (client === null) return;
      const { id } = request.params;
      const { source } = getContext(request);
      const isUserId = typeof id === 'string' && isId('user', id);
      const { cleared } = isUserId
        ? await deps.reportEnrolment({ client, userId: id, source })
        : { cleared: 0 };
      const recorded: z.infer<typeof recordedSchema> = { recorded: true, cleared: cleared > 0 };
      response.json(recorded);
    },
  };
}
