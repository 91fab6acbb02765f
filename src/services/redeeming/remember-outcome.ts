import type { Client } from '../../domain/clients/client.ts';
import {
  digestRequest,
  hashIdempotencyKey,
  IDEMPOTENCY_KEPT_MS,
  isOutcomeOf,
  type RedeemOutcome,
} from '../../domain/redeeming/redeem-outcome.ts';
import type { Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';
import { type AttemptResult, publicCodes, type RedeemRefusalReason } from './attempt-code.ts';

/** A request that a service may ask again. */
export interface RepeatableRequest {
  readonly client: Client;
  /** `null` if the service named none: then nothing is remembered */
  readonly idempotencyKey: string | null;
  /** What makes it this request and no other, in a fixed order. */
  readonly parts: readonly string[];
}

/** The service has used this key for another request. */
export interface KeyReused {
  readonly kind: 'key_reused';
}

/**
 * Says again what the same request of the same service came to within the day, or has it decided and remembers the outcome in the
 * same transaction: redeemed or refused, never both and never lost, whenever either side dies. Of two at the same time the
 * second waits for the first's transaction and then finds its outcome.
 *
 * An attempt that the lockout turned away was not looked at, so it is not remembered: asking again later is what its answer says to do.
 */
export async function rememberOutcome<Result extends { readonly kind: string }>(
  deps: Pick<ServiceDeps, 'keys' | 'clock'>,
  tx: Transaction,
  request: RepeatableRequest,
  decide: () => Promise<Result | AttemptResult>,
): Promise<Result | AttemptResult | KeyReused> {
  const { client, idempotencyKey, parts } = request;
  if (idempotencyKey === null) return decide();
  const now = deps.clock.now();
  const { organizationId, id: clientId } = client;
  const keyHash = hashIdempotencyKey(clientId, idempotencyKey);
  const earlier = await tx.redeemOutcomes.find(organizationId, clientId, keyHash, now);
  if (earlier !== null) {
    return isOutcomeOf(earlier, parts, deps.keys) ? repeat(tx, earlier) : { kind: 'key_reused' };
  }
  const decided = await decide();
  const result = toOutcome(decided);
  if (result !== null) {
    await tx.redeemOutcomes.insert({
      organizationId,
      clientId,
      keyHash,
      ...digestRequest(clientId, parts, deps.keys),
      result,
      createdAt: now,
      expiresAt: now + IDEMPOTENCY_KEPT_MS,
    });
  }
  return decided;
}

function toOutcome(decided: { readonly kind: string } | AttemptResult): RedeemOutcome['result'] | null {
  const result = decided as AttemptResult;
  if (result.kind === 'redeemed') {
    return { kind: 'redeemed', userId: result.user.id, codeId: result.code.id };
  }
  if (result.kind !== 'refused' || result.reason === 'delayed' || result.reason === 'disabled') return null;
  return { kind: 'refused', reason: result.reason };
}

async function repeat(tx: Transaction, { organizationId, result }: RedeemOutcome): Promise<AttemptResult> {
  // Written by `toOutcome` alone.
  if (result.kind === 'refused') return refuseAgain(result.reason as RedeemRefusalReason);
  const user = await tx.directory.findUser(organizationId, result.userId);
  const code = await tx.codes.find(organizationId, result.codeId);
  if (user === null || code?.settledAt == null) throw new Error('What a redeem left behind is gone');
  // Whoever was suspended since is let in no more, not even by an answer that was given before (N18).
  if (user.status !== 'confirmed') return refuseAgain('user_not_confirmed');
  // The person has said since that it was not they who used it: no fresh proof comes of that (N19).
  if (code.disownedAt !== null) return refuseAgain('revoked');
  return { kind: 'redeemed', user, code, at: code.settledAt };
}

function refuseAgain(reason: RedeemRefusalReason): AttemptResult {
  return { kind: 'refused', reason, publicCode: publicCodes[reason], retryAfterSeconds: null };
}
