import { z } from 'zod';
import type { RedeemInput, RedeemResult } from '../../services/redeeming/redeem-code.ts';
import { codeField, loginField } from '../body-fields.ts';
import type { Endpoint, Operation } from '../endpoint.ts';
import { idempotencyParameter } from '../idempotency-key.ts';
import { redeemedSchema } from '../redeemed-answer.ts';
import { type TakeCodeDeps, takeCode, takeCodeErrors } from '../take-code.ts';

export interface RedeemEndpointDeps extends TakeCodeDeps {
  readonly redeemCode: (input: RedeemInput) => Promise<RedeemResult>;
}

const bodySchema = z.strictObject({ user: loginField, code: codeField });

const operation: Operation = {
  id: 'redeemCode',
  summary: 'Redeem a backup code',
  description:
    'Spends a person’s backup code in place of their second factor. It replaces the second factor only: call this when the first factor (the password, say) has been checked, and never instead of checking it. A code works once; of any number of attempts at the same time exactly one succeeds. If an answer is lost, ask again with the same `Idempotency-Key`; without one, treat the attempt as failed: the code may have been spent. Scope `codes:redeem`.',
  needsCredential: true,
  parameters: [idempotencyParameter],
  body: bodySchema,
  success: { description: 'The code was right and is spent now.', schema: redeemedSchema },
  errors: takeCodeErrors,
};

export function createRedeemEndpoint(deps: RedeemEndpointDeps): Endpoint {
  return {
    method: 'post',
    path: '/v1/codes/redeem',
    operation,
    async handle(request, response) {
      const redeemed = await takeCode(deps, request, response, {
        scope: 'codes:redeem',
        bodySchema,
        attempt: (presented, { user: login }) => deps.redeemCode({ ...presented, login }),
      });
      if (redeemed !== null) response.json(redeemed);
    },
  };
}
