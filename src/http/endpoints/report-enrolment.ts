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
    .describe(
      'Whether a used code was waiting for this. False for a person without one, and for an unknown person.',
    ),
});

const operation: Operation = {
  id: 'reportFactorEnrolled',
  summary: 'Report a new factor',
  description:
    'Call this when the person has set up a new second factor after using a code. Otherwise the administrator who issued it gets a reminder a day after the code was used (policy `requireReEnrolment`). Scope `enrolments:report`.',
  needsCredential: true,
  parameters: [
    {
      name: 'id',
      in: 'path',
      description: 'The person: `user.id` of the redeem answer, or `sub` of the assertion.',
      isRequired: true,
      schema: z.string(),
    },
  ],
  body: null,
  success: { description: 'Recorded.', schema: recordedSchema },
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
