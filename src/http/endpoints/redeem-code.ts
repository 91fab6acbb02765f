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
    'Redeems a person’s backup code in place of their second factor. It never replaces the first factor: check the password, for example, before you call this. A code works once: of any number of simultaneous attempts, exactly one succeeds. If you lose the answer, repeat the request with the same `Idempotency-Key`. Without a key, treat the attempt as failed: the code may be used up. Scope `codes:redeem`.',
  needsCredential: true,
  parameters: [idempotencyParameter],
  body: bodySchema,
  success: { description: 'The code was correct, and is used up now.', schema: redeemedSchema },
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
