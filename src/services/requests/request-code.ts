import { maskCodes } from '../../domain/codes/mask-codes.ts';
import { SEAL_NONCE_BYTES, seal } from '../../domain/crypto/seal.ts';
import type { Secret } from '../../domain/crypto/secret.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { slackTenantIdOf } from '../../domain/directory/slack-person.ts';
import type { ProviderId } from '../../domain/ids.ts';
import { type ChannelJudgement, judgePlace } from '../../domain/notices/slack-channel.ts';
import type { Policy } from '../../domain/organization/policy.ts';
import { decideEligibility } from '../../domain/requests/eligibility.ts';
import { findHold } from '../../domain/requests/freeze.ts';
import { HELD_LIFETIME_MS, type IssueRequest, needsApproval } from '../../domain/requests/issue-request.ts';
import type { Lane } from '../../domain/requests/lane.ts';
import { type Refusal, refuse } from '../../domain/requests/refusals.ts';
import { fixTerms, type RequestTerms } from '../../domain/requests/request-terms.ts';
import type { Transaction } from '../../ports/store.ts';
import { auditSlackRefusal, type SlackRefusal, sourceOf } from '../audit/audit-slack-refusal.ts';
import { draftAudit, type ServiceDeps } from '../deps.ts';
import { type AskingPair, resolvePair } from '../directory/resolve-pair.ts';
import { enqueueNotice } from '../notices/enqueue-notice.ts';
import { holdRequests } from '../organization/freeze/hold-requests.ts';
import { askProvider } from '../providers/ask-provider.ts';
import type { ProviderDeps } from '../providers/open-provider.ts';
import { readProviderChoice } from '../providers/read-provider-choice.ts';
import { isBurst, judgeLimits } from './judge-limits.ts';
import { readEligibilityFacts } from './read-eligibility.ts';
import { type PromptFacts, readPromptFacts } from './read-prompt-facts.ts';
import { readSignals } from './read-signals.ts';
import { settleRequest } from './settle-request.ts';
import type { WithoutSlack } from './without-slack/resolve-without-slack.ts';

export const REASON_LENGTH_MAX = 200;
const REPLAY_KEEP_MS = 15 * 60_000;

export interface RequestCodeInput extends Omit<AskingPair, 'targetSlackId'> {
  /** `null`: see `withoutSlack`. */
  readonly targetSlackId: string | null;
  /** The target who was chosen from the directory. */
  readonly withoutSlack?: WithoutSlack;
  /** Of the channel in which the command was typed. */
  readonly channel: ChannelJudgement;
  readonly reason: string;
  /** Unique to this delivery (Slack's trigger id); the same again is answered `duplicate`. */
  readonly deliveryKey: string;
  /** `null` if it was asked in a form: then an ending is told in the direct message. */
  readonly responseUrl: Secret | null;
}

export type RequestCodeResult =
  | ({
      readonly kind: 'opened';
      readonly requester: DirectoryUser;
      /** A burst: it waits until two people have looked. */
      readonly isHeld: boolean;
    } & PromptFacts)
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly kind: 'duplicate' };

/**
 * Opens an issue request if the requester may issue a code for the target. Every decision is audited. The
 * request grants nothing: everything is read again when its button is clicked.
 */
export function createRequestCode(deps: ServiceDeps & ProviderDeps) {
  const { store, clock } = deps;

  return async function requestCode(input: RequestCodeInput): Promise<RequestCodeResult> {
    const result = await store.transact(input.organization.id, async (tx): Promise<RequestCodeResult> => {
      const key = `command:${slackTenantIdOf(input.workspace)}:${input.deliveryKey}`;
      const isNew = await tx.deliveries.remember(key, clock.now() + REPLAY_KEEP_MS, clock.now());
      if (!isNew) return { kind: 'duplicate' };
      return openRequest(deps, tx, input);
    });
    if (result.kind !== 'opened') return result;
    const refusals = await refuseAtOpening(deps, { ...input, slackUserId: input.requesterSlackId }, result);
    return refusals.length === 0 ? result : { kind: 'refused', refusals };
  };
}

/**
 * Asks the provider whether it would make the code. If not, the request that was just opened ends: people learn it before the prompt, and
 * only those who may issue the code learn it. The click asks again.
 */
export async function refuseAtOpening(
  deps: ServiceDeps & ProviderDeps,
  place: Omit<SlackRefusal, 'action' | 'target' | 'refusals' | 'details'>,
  { request, target, policy }: PromptFacts,
): Promise<readonly Refusal[]> {
  const { organizationId, providerId, id: requestId } = request;
  if (providerId === null) return [];
  const asked = await askProvider(deps, organizationId, providerId, target, request, policy);
  if (asked.kind !== 'refused') return [];
  const { refusals } = asked;
  await deps.store.transact(organizationId, async (tx) => {
    await settleRequest(deps, tx, request, 'cancelled', { cancelReason: 'not_allowed' });
    const details = { requestId };
    await auditSlackRefusal(deps, tx, {
      ...place,
      action: 'request.refused',
      target: target.id,
      refusals,
      details,
    });
  });
  return refusals;
}

/** The same within a transaction of the caller's, who has made sure that it is no repeated delivery. */
export async function openRequest(
  deps: ServiceDeps,
  tx: Transaction,
  input: RequestCodeInput,
): Promise<Exclude<RequestCodeResult, { kind: 'duplicate' }>> {
  const decision = await decide(deps, tx, input);
  if (decision.kind === 'refused') {
    await auditSlackRefusal(deps, tx, {
      ...input,
      slackUserId: input.requesterSlackId,
      action: 'request.refused',
      target: input.targetSlackId ?? input.withoutSlack?.userId ?? null,
      refusals: decision.refusals,
    });
  }
  return decision;
}

async function decide(
  deps: ServiceDeps,
  tx: Transaction,
  input: RequestCodeInput,
): Promise<Exclude<RequestCodeResult, { kind: 'duplicate' }>> {
  const { organization } = input;
  const source = sourceOf(input);
  const pair = await resolvePair(deps, tx, input, 'issue');
  if (pair.kind === 'refused') return pair;
  const { requester, target } = pair;
  const facts = await readEligibilityFacts(tx, organization, requester, target, null);
  // In a hold a request may be made, and waits: no code is made of it while the hold lasts.
  const hold = findHold(facts.freezes);
  const eligibility = decideEligibility({ ...facts, freezes: facts.freezes.filter((each) => each !== hold) });
  if (eligibility.kind === 'refused') return eligibility;
  const signals = await readSignals(deps, tx, {
    ...input,
    requester,
    target,
    person: input.target,
    ownCount: 0,
  });
  const { right } = eligibility;
  const terms = fixTerms(eligibility.tier, signals, facts.policy, right);
  // If codes are shown in the direct message, the prompt goes there, no matter where the command was typed.
  const place = facts.policy.revealIn === 'prompt' ? judgePlace(input.channel, facts.policy) : null;
  const limits = [
    ...(place === null ? [] : [place]),
    // Where the caller has to be verified, the form asks for the reason.
    ...judgeReason(input.reason, facts.policy, terms.verificationsRequired > 0),
    ...(right.lane === 'issuer' ? [] : judgeVerifiable(terms, target, facts.policy)),
    ...(await judgeLimits(deps, tx, { ...facts, lane: right.lane })),
  ];
  if (limits.length > 0) return { kind: 'refused', refusals: limits };
  const isHeld = hold !== null || (await isBurst(deps, tx, { id: organization.id, policy: facts.policy }));
  if (isHeld && hold === null) await holdRequests(deps, tx, organization.id, facts.policy);
  const providerId = await readProviderChoice(tx, facts.policy, target);
  const lifetimeMs = isHeld ? HELD_LIFETIME_MS : facts.policy.requestLifetimeMinutes * 60_000;
  const request = draftRequest(deps, input, requester, target, terms, right.lane, lifetimeMs, providerId);
  await tx.requests.insert(request);
  await tx.audit.append(
    draftAudit(deps, {
      organizationId: organization.id,
      action: 'request.opened',
      actor: { kind: 'user', id: requester.id },
      target: target.id,
      reason: input.reason === '' ? null : input.reason,
      source,
      details: {
        requestId: request.id,
        tier: terms.tier,
        ...(right.lane !== 'issuer' && { lane: right.lane }),
        needsApproval: needsApproval(request),
        isHeld,
        ...(terms.signals.length > 0 && { signals: terms.signals.join(' ') }),
      },
    }),
  );
  // Two words can't be shown to a person without Slack, and the prompt says so.
  if (facts.policy.twoWayWords.includes(terms.tier) && request.origin.targetSlackId !== null)
    await enqueueNotice(
      deps,
      tx,
      organization.id,
      { kind: 'target_words', requestId: request.id },
      { request },
    );
  const prompt = await readPromptFacts(deps, tx, { request, target, policy: facts.policy });
  return { kind: 'opened', requester, isHeld, ...prompt };
}

/** Nothing where the caller can be verified in as many ways as the terms need: others learn at the start that it takes an owner or admin. */
function judgeVerifiable(
  { verificationMethods, verificationsRequired }: RequestTerms,
  { displayName: name, mobile }: DirectoryUser,
  policy: Policy,
): Refusal[] {
  const usable = verificationMethods.filter(
    (method) =>
      (method !== 'callback' || mobile !== null) && (method !== 'other' || policy.otherVerification !== null),
  );
  return new Set(usable).size < verificationsRequired ? [refuse('verification_impossible', { name })] : [];
}

/** @param isAskedLater whether a form still asks for it */
export function judgeReason(
  reason: string,
  policy: Pick<Policy, 'reasonRequired'>,
  isAskedLater = false,
): Refusal[] {
  if (policy.reasonRequired && reason === '' && !isAskedLater) return [refuse('reason_required')];
  // Counted as people count, who see one character where a string has two units.
  return [...reason].length > REASON_LENGTH_MAX ? [refuse('reason_too_long')] : [];
}

function draftRequest(
  { clock, random, keys }: ServiceDeps,
  input: RequestCodeInput,
  requester: DirectoryUser,
  target: DirectoryUser,
  terms: RequestTerms,
  lane: Lane,
  lifetimeMs: number,
  providerId: ProviderId | null,
): IssueRequest {
  const now = clock.now();
  const id = random.id('request');
  return {
    id,
    organizationId: input.organization.id,
    requesterId: requester.id,
    targetId: target.id,
    // It is stored, sent to the security channel and shown to the person, and a live code in it would still
    // work (N21).
    reason: maskCodes(input.reason),
    state: 'pending',
    terms,
    lane,
    lifetimeMinutes: null,
    providerId,
    startsAt: null,
    breakGlass: null,
    ticket: null,
    verifications: [],
    approvalAskedAt: null,
    approvals: [],
    origin: {
      slackTenantId: slackTenantIdOf(input.workspace),
      teamId: input.workspace.teamId,
      channelId: input.channelId,
      requesterSlackId: input.requesterSlackId,
      targetSlackId: input.targetSlackId,
    },
    sealedResponseUrl:
      input.responseUrl === null
        ? ''
        : seal(input.responseUrl, { purpose: 'prompt-url', id }, random.bytes(SEAL_NONCE_BYTES), keys),
    createdAt: now,
    expiresAt: now + lifetimeMs,
    settledAt: null,
    cancelReason: null,
  };
}
