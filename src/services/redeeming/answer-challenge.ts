import { shouldSample } from '../../domain/audit/sparse-history.ts';
import type { Client } from '../../domain/clients/client.ts';
import { unseal } from '../../domain/crypto/seal.ts';
import type { Secret } from '../../domain/crypto/secret.ts';
import type { ChallengeId } from '../../domain/ids.ts';
import {
  type ChallengeState,
  challengeStateAt,
  recordAnswer,
  recordWrongAnswer,
} from '../../domain/redeeming/challenge.ts';
import { countInHour } from '../audit/count-in-hour.ts';
import { draftAudit, type ServiceDeps } from '../deps.ts';
import type { AttemptResult } from './attempt.ts';
import { decideAttempt } from './decide-attempt.ts';
import { prepareAttempt } from './prepare-attempt.ts';
import { findOutcome, type KeyReused, putOutcome } from './remember-outcome.ts';
import { transactAttempt } from './transact-attempt.ts';

export interface AnswerChallengeInput {
  readonly client: Client;
  readonly challengeId: ChallengeId;
  readonly typedCode: Secret;
  /** `http:<address>` */
  readonly source: string;
  readonly idempotencyKey?: string | null;
}

type NotOpen =
  /** None of this id, or another client's. */
  { readonly kind: 'not_found' } | { readonly kind: 'over'; readonly state: Exclude<ChallengeState, 'open'> };

export type AnswerChallengeResult = AttemptResult | KeyReused | NotOpen;

/** Recorded one by one up to this many an hour: a client's answers to challenges that are not open to it. */
const NOT_OPEN_OF_SERVICE = 100;

/** Refusals of answers that were not compared: they cost no try. */
const FREE_OF_CHARGE: ReadonlySet<string> = new Set(['mistyped', 'delayed', 'disabled']);

/**
 * Answers a challenge with a code: the same attempt as a redeem, under the same lockout, within the challenge's
 * own limits.
 */
export function createAnswerChallenge(deps: ServiceDeps) {
  return async function answerChallenge(input: AnswerChallengeInput): Promise<AnswerChallengeResult> {
    const result = await answer(input);
    if (result.kind === 'not_found' || result.kind === 'over') await auditNotOpen(deps, input, result);
    return result;
  };

  async function answer(input: AnswerChallengeInput): Promise<AnswerChallengeResult> {
    const { client, challengeId, typedCode, source, idempotencyKey = null } = input;
    const seen = await deps.store.read.challenges.find(client.organizationId, challengeId);
    if (seen === null || seen.clientId !== client.id) return { kind: 'not_found' };
    const login = unseal(seen.sealedLogin, { purpose: 'challenge-login', id: seen.id }, deps.keys);
    // Its key left the ring within its ten minutes: who it was about can no longer be read.
    if (login === null) return { kind: 'over', state: 'expired' };
    const request = { client, idempotencyKey, parts: ['answer', challengeId, typedCode.reveal()] };
    const attempt = await prepareAttempt(deps, {
      client,
      vouchedBy: 'service',
      login: login.reveal(),
      typedCode,
      source,
      challengeId,
    });
    return transactAttempt<AnswerChallengeResult>(deps, attempt, async (tx) => {
      const earlier = await findOutcome(deps, tx, request);
      if (earlier !== null) return earlier;
      // Read again: another answer may have ended it since.
      const challenge = await tx.challenges.find(client.organizationId, challengeId);
      if (challenge === null) return { kind: 'not_found' };
      const now = deps.clock.now();
      const state = challengeStateAt(challenge, now);
      if (state !== 'open') return { kind: 'over', state };
      const result = await decideAttempt(deps, tx, attempt);
      if (result.kind === 'redeemed') await tx.challenges.put(recordAnswer(challenge, now));
      else if (!FREE_OF_CHARGE.has(result.reason)) await tx.challenges.put(recordWrongAnswer(challenge, now));
      await putOutcome(deps, tx, request, result);
      return result;
    });
  }
}

/** Nothing else changes with it, so it is recorded by itself, and sparsely: each costs a stranger no more than a request. */
async function auditNotOpen(
  deps: ServiceDeps,
  { client, challengeId, source }: AnswerChallengeInput,
  result: NotOpen,
): Promise<void> {
  const ofService = await countInHour(deps, `${client.id}:not-open`);
  if (!shouldSample(ofService, NOT_OPEN_OF_SERVICE)) return;
  const { organizationId } = client;
  const draft = draftAudit(deps, {
    organizationId,
    action: 'challenge.refused',
    outcome: 'refused',
    actor: { kind: 'client', id: client.id },
    target: challengeId,
    reason: result.kind === 'over' ? result.state : result.kind,
    source,
    details: { client: client.name, ofService },
  });
  await deps.store.transact(organizationId, (tx) => tx.audit.append(draft));
}
