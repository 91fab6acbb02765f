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
import { type AttemptResult, publicCodes, type RedeemRefusalReason } from './attempt.ts';

/** A request that a client may repeat. */
export interface RepeatableRequest {
  readonly client: Client;
  /** `null` if the client gave none: then nothing is kept */
  readonly idempotencyKey: string | null;
  /** What tells it from any other request, in a fixed order. */
  readonly parts: readonly string[];
}

/** The client has used this key for another request. */
export interface KeyReused {
  readonly kind: 'key_reused';
}

/**
 * What the same request of the same client came to within the day; `null` if it is to be decided. Together with
 * {@link putOutcome} in the same transaction: redeemed or refused, never both and never lost, whenever either side dies.
 * Of two at the same time the second waits for the first's transaction and then finds its outcome.
 */
export async function findOutcome(
  deps: Pick<ServiceDeps, 'keys' | 'clock'>,
  tx: Transaction,
  { client, idempotencyKey, parts }: RepeatableRequest,
): Promise<AttemptResult | KeyReused | null> {
  if (idempotencyKey === null) return null;
  const { organizationId, id: clientId } = client;
  const keyHash = hashIdempotencyKey(clientId, idempotencyKey);
  const earlier = await tx.redeemOutcomes.find(organizationId, clientId, keyHash, deps.clock.now());
  if (earlier === null) return null;
  return isOutcomeOf(earlier, parts, deps.keys) ? repeat(tx, earlier) : { kind: 'key_reused' };
}

/**
 * Keeps the outcome of a request for which {@link findOutcome} found none. An attempt that the lockout turned away was
 * not looked at, so it is not kept: its answer says to ask again later.
 */
export async function putOutcome(
  deps: Pick<ServiceDeps, 'keys' | 'clock'>,
  tx: Transaction,
  { client, idempotencyKey, parts }: RepeatableRequest,
  decided: AttemptResult,
): Promise<void> {
  const result = toOutcome(decided);
  if (idempotencyKey === null || result === null) return;
  const { organizationId, id: clientId } = client;
  const now = deps.clock.now();
  await tx.redeemOutcomes.insert({
    organizationId,
    clientId,
    keyHash: hashIdempotencyKey(clientId, idempotencyKey),
    ...digestRequest(clientId, parts, deps.keys),
    result,
    createdAt: now,
    expiresAt: now + IDEMPOTENCY_KEPT_MS,
  });
}

function toOutcome(result: AttemptResult): RedeemOutcome['result'] | null {
  if (result.kind === 'redeemed') return { kind: 'redeemed', userId: result.user.id, codeId: result.code.id };
  if (result.reason === 'delayed' || result.reason === 'disabled') return null;
  return { kind: 'refused', reason: result.reason };
}

async function repeat(tx: Transaction, { organizationId, result }: RedeemOutcome): Promise<AttemptResult> {
  // Written by `toOutcome` alone.
  if (result.kind === 'refused') return refuseAgain(result.reason as RedeemRefusalReason);
  const user = await tx.directory.findUser(organizationId, result.userId);
  const code = await tx.codes.find(organizationId, result.codeId);
  if (user === null || code?.settledAt == null) throw new Error('What a redeem left behind is gone');
  // A person suspended since then stays out, although the answer before let them in (N18).
  if (user.status !== 'confirmed') return refuseAgain('user_not_confirmed');
  // The person has since said "this wasn't me": no fresh proof comes of that code (N19).
  if (code.disownedAt !== null) return refuseAgain('revoked');
  return { kind: 'redeemed', user, code, at: code.settledAt };
}

function refuseAgain(reason: RedeemRefusalReason): AttemptResult {
  return { kind: 'refused', reason, publicCode: publicCodes[reason], retryAfterSeconds: null };
}
