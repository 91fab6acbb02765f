import type { ServiceDeps } from '../deps.ts';
import type { AttemptInput, AttemptResult } from './attempt.ts';
import { decideAttempt } from './decide-attempt.ts';
import { prepareAttempt } from './prepare-attempt.ts';
import { findOutcome, type KeyReused, putOutcome } from './remember-outcome.ts';
import { transactAttempt } from './transact-attempt.ts';

export type { PublicRefusal, RedeemRefusalReason } from './attempt.ts';

export interface RedeemInput extends Omit<AttemptInput, 'challengeId' | 'vouchedBy'> {
  /** Under which the client may repeat the request; `null` or missing for none. */
  readonly idempotencyKey?: string | null;
}

export type RedeemResult = AttemptResult | KeyReused;

/** Redeems a code in one step. */
export function createRedeemCode(deps: ServiceDeps) {
  return async function redeemCode(input: RedeemInput): Promise<RedeemResult> {
    const { client, login, typedCode, idempotencyKey = null } = input;
    const request = { client, idempotencyKey, parts: ['redeem', login, typedCode.reveal()] };
    const attempt = await prepareAttempt(deps, { ...input, vouchedBy: 'service' });
    return transactAttempt<RedeemResult>(deps, attempt, async (tx) => {
      const earlier = await findOutcome(deps, tx, request);
      if (earlier !== null) return earlier;
      const result = await decideAttempt(deps, tx, attempt);
      await putOutcome(deps, tx, request, result);
      return result;
    });
  };
}
