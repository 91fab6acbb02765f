import type { ServiceDeps } from '../deps.ts';
import { type AttemptInput, type AttemptResult, createAttemptCode } from './attempt-code.ts';
import { type KeyReused, rememberOutcome } from './remember-outcome.ts';

export type { PublicRefusal, RedeemRefusalReason } from './attempt-code.ts';

export interface RedeemInput extends Omit<AttemptInput, 'challengeId' | 'vouchedBy'> {
  /** Under which the service may ask again for the answer; `null` or missing for none. */
  readonly idempotencyKey?: string | null;
}

export type RedeemResult = AttemptResult | KeyReused;

/** Redeems a code in one step. */
export function createRedeemCode(deps: ServiceDeps) {
  const attemptCode = createAttemptCode(deps);

  return async function redeemCode(input: RedeemInput): Promise<RedeemResult> {
    const { client, login, typedCode, idempotencyKey = null } = input;
    const request = { client, idempotencyKey, parts: ['redeem', login, typedCode.reveal()] };
    return attemptCode<RedeemResult>({ ...input, vouchedBy: 'service' }, (tx, attempt) =>
      rememberOutcome(deps, tx, request, attempt),
    );
  };
}
