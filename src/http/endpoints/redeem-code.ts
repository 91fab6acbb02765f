import { z } from 'zod';
import { Secret } from '../../domain/secret.ts';
import type { RedeemInput, RedeemResult } from '../../services/redeem-code.ts';
import { type AdmitDeps, admit, admitErrors } from '../admit.ts';
import { codeField, loginField } from '../body-fields.ts';
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

export interface RedeemEndpointDeps extends AdmitDeps, PresentDeps {
  readonly redeemCode: (input: RedeemInput) => Promise<RedeemResult>;
  /** Called when an attempt has been settled, since there may be notices to send. */
  readonly nudge: () => void;
}

const bodySchema = z.strictObject({ user: loginField, code: codeField });
const redeemedSchema = z.strictObject(redeemedShape);

const operation: Operation = {
  id: 'redeemCode',
  summary: 'Redeem a backup code',
  description:
    'Spends a person’s backup code in place of their second factor. It replaces the second factor only: call this when the first factor (the password, say) has been checked, and never instead of checking it. A code works once; of any number of attempts at the same time exactly one succeeds. If an answer is lost, ask again with the same `Idempotency-Key`; without one, treat the attempt as failed: the code may have been spent. Scope `codes:redeem`.',
  needsCredential: true,
  parameters: [idempotencyParameter],
  body: bodySchema,
  success: { description: 'The code was right and is spent now.', schema: redeemedSchema },
  errors: [...admitErrors, ...bodyErrors, ...attemptErrors],
};

export function createRedeemEndpoint(deps: RedeemEndpointDeps): Endpoint {
  return {
    method: 'post',
    path: '/v1/codes/redeem',
    operation,
    async handle(request, response) {
      const client = await admit(deps, request, response, 'codes:redeem');
      if (client === null) return;
      const key = readIdempotencyKey(request);
      if (key.kind === 'bad') return sendError(request, response, 'bad_request');
      const body = await readBody(request, response, bodySchema);
      if (body === null) return;
      const result = await deps.redeemCode({
        client,
        login: body.user,
        typedCode: new Secret(body.code),
        source: getContext(request).source,
        idempotencyKey: key.key,
      });
      deps.nudge();
      if (result.kind !== 'redeemed') return sendRefused(request, response, result);
      response.json(await presentRedeemed(deps, client, result));
    },
  };
}
