import type { BackupCode } from '../domain/backup-code.ts';
import type { DirectoryUser } from '../domain/directory-user.ts';
import { decideEligibility } from '../domain/eligibility.ts';
import type { IssueRequest } from '../domain/issue-request.ts';
import { maskCodes } from '../domain/mask-codes.ts';
import type { Policy } from '../domain/policy.ts';
import type { Admission } from '../domain/redeem-guard.ts';
import { type Refusal, refuse } from '../domain/refusals.ts';
import { SEAL_NONCE_BYTES, seal } from '../domain/seal.ts';
import type { Secret } from '../domain/secret.ts';
import { type ChannelJudgement, judgePlace } from '../domain/slack-channel.ts';
import { slackTenantIdOf } from '../domain/slack-person.ts';
import type { Transaction } from '../ports/store.ts';
import { auditSlackRefusal, sourceOf } from './audit-slack-refusal.ts';
import { draftAudit, type ServiceDeps } from './deps.ts';
import { countRecentRequests, judgeLimits } from './judge-limits.ts';
import type { KnownRequests } from './known-requests.ts';
import { readBrake } from './read-brake.ts';
import { readEligibilityFacts } from './read-eligibility.ts';
import { type AskingPair, findPairLinks, type PairLinks, resolvePair } from './resolve-pair.ts';

export const REASON_LENGTH_MAX = 200;
const REPLAY_KEEP_MS = 15 * 60_000;

export interface RequestCodeInput extends AskingPair {
  /**
   * Whether what Slack says of requester, target and channel was asked for this very command. If not it may be half a
   * minute old, and only a request comes of it: see `look_again`.
   */
  readonly areFactsFresh: boolean;
  readonly channel: ChannelJudgement;
  readonly reason: string;
  /** Unique to this delivery (Slack's trigger id); the same again is answered `duplicate`. */
  readonly deliveryKey: string;
  readonly responseUrl: Secret;
}

export type RequestCodeResult =
  | {
      readonly kind: 'opened';
      readonly request: IssueRequest;
      readonly requester: DirectoryUser;
      readonly target: DirectoryUser;
      readonly policy: Policy;
      /** The code that a new one would supersede. */
      readonly liveCode: BackupCode | null;
      /** Whether a code for them would be taken now. */
      readonly brake: Admission;
    }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly kind: 'duplicate' }
  /** On facts that are not fresh it would be refused, or somebody linked: nothing was done, ask again with fresh ones. */
  | { readonly kind: 'look_again' };

/**
 * Opens an issue request if the requester may issue a code for the target; every decision is audited. The request
 * holds no right: everything is read again when its button is clicked.
 */
export function createRequestCode(deps: ServiceDeps & { readonly knownRequests: KnownRequests }) {
  const { store, clock } = deps;

  return async function requestCode(input: RequestCodeInput): Promise<RequestCodeResult> {
    try {
      const result = await store.transact(input.organization.id, (tx) => answer(tx, input));
      if (result.kind === 'opened') deps.knownRequests.note(result.request);
      return result;
    } catch (error) {
      if (error instanceof FreshFactsNeeded) return { kind: 'look_again' };
      throw error;
    }
  };

  async function answer(tx: Transaction, input: RequestCodeInput): Promise<RequestCodeResult> {
    const key = `command:${slackTenantIdOf(input.workspace)}:${input.deliveryKey}`;
    const [isNew, links] = await Promise.all([
      tx.deliveries.remember(key, clock.now() + REPLAY_KEEP_MS, clock.now()),
      findPairLinks(tx, input),
    ]);
    if (!isNew) return { kind: 'duplicate' };
    const decision = await decide(deps, tx, input, links);
    if (decision.kind === 'refused') {
      // Neither told nor written down before Slack has been asked: what it rests on may have been put right meanwhile.
      if (!input.areFactsFresh) throw new FreshFactsNeeded();
      await auditSlackRefusal(deps, tx, {
        ...input,
        slackUserId: input.requesterSlackId,
        action: 'request.refused',
        target: input.targetSlackId,
        refusals: decision.refusals,
      });
    }
    return decision;
  }
}

/** Undoes the transaction, the delivery key with it. */
class FreshFactsNeeded extends Error {
  override readonly name = 'FreshFactsNeeded';
}

async function decide(
  deps: ServiceDeps,
  tx: Transaction,
  input: RequestCodeInput,
  links: PairLinks,
): Promise<RequestCodeResult> {
  const { organization } = input;
  const source = sourceOf(input);
  const pair = await resolvePair(deps, tx, input, { mustBeLinked: !input.areFactsFresh, links });
  if (pair.kind === 'refused') return pair;
  const { requester, target } = pair;
  const [facts, counts, liveCode, brake] = await Promise.all([
    readEligibilityFacts(tx, organization, requester, target),
    countRecentRequests(deps, tx, requester, target),
    tx.codes.findLive(organization.id, target.id),
    readBrake(deps, tx, target),
  ]);
  const eligibility = decideEligibility(facts);
  if (eligibility.kind === 'refused') return eligibility;
  // Where codes are shown in the direct message, the prompt goes there, wherever the command was typed.
  const place = facts.policy.revealIn === 'prompt' ? judgePlace(input.channel, facts.policy) : null;
  const limits = [
    ...(place === null ? [] : [place]),
    ...judgeReason(input.reason, facts.policy),
    ...(await judgeLimits(tx, counts, facts.policy)),
  ];
  if (limits.length > 0) return { kind: 'refused', refusals: limits };
  const request = draftRequest(deps, input, requester, target, facts.policy, eligibility.needsApproval);
  await tx.requests.insert(request);
  await tx.audit.append(
    draftAudit(deps, {
      organizationId: organization.id,
      action: 'request.opened',
      actor: { kind: 'user', id: requester.id },
      target: target.id,
      reason: input.reason === '' ? null : input.reason,
      source,
      details: { requestId: request.id, needsApproval: eligibility.needsApproval },
    }),
  );
  return {
    kind: 'opened',
    request,
    requester,
    target,
    policy: facts.policy,
    liveCode,
    brake,
  };
}

function judgeReason(reason: string, policy: Policy): Refusal[] {
  if (policy.reasonRequired && reason === '') return [refuse('reason_required')];
  // As people count, who see one character where a computer counts two.
  return [...reason].length > REASON_LENGTH_MAX ? [refuse('reason_too_long')] : [];
}

function draftRequest(
  { clock, random, keys }: ServiceDeps,
  input: RequestCodeInput,
  requester: DirectoryUser,
  target: DirectoryUser,
  policy: Policy,
  needsApproval: boolean,
): IssueRequest {
  const now = clock.now();
  const id = random.id('request');
  return {
    id,
    organizationId: input.organization.id,
    requesterId: requester.id,
    targetId: target.id,
    // Stored, sent to the security channel and shown to the person: a live code in it would still work (N21).
    reason: maskCodes(input.reason),
    state: 'pending',
    needsApproval,
    approvalAskedAt: null,
    approverId: null,
    decidedAt: null,
    origin: {
      slackTenantId: slackTenantIdOf(input.workspace),
      teamId: input.workspace.teamId,
      channelId: input.channelId,
      requesterSlackId: input.requesterSlackId,
      targetSlackId: input.targetSlackId,
    },
    sealedResponseUrl: seal(
      input.responseUrl,
      { purpose: 'prompt-url', id },
      random.bytes(SEAL_NONCE_BYTES),
      keys,
    ),
    createdAt: now,
    expiresAt: now + policy.requestLifetimeMinutes * 60_000,
    settledAt: null,
    cancelReason: null,
  };
}
