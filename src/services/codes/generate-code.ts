import type { BackupCode } from '../../domain/codes/backup-code.ts';
import { computeCheckSymbol, formatCode } from '../../domain/codes/code-format.ts';
import { bindCode, CODE_SALT_BYTES, type StretchedCode, stretchCode } from '../../domain/codes/code-hash.ts';
import { fixCodeTerm, judgeStart } from '../../domain/codes/code-term.ts';
import { Secret } from '../../domain/crypto/secret.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { SlackPerson } from '../../domain/directory/slack-person.ts';
import type { UserId } from '../../domain/ids.ts';
import { type ChannelJudgement, judgePlace } from '../../domain/notices/slack-channel.ts';
import type { Policy } from '../../domain/organization/policy.ts';
import type { Admission } from '../../domain/redeeming/lockout.ts';
import { decideAuthority, judgeAsker } from '../../domain/requests/authority.ts';
import { decideEligibility } from '../../domain/requests/eligibility.ts';
import type { IssueRequest } from '../../domain/requests/issue-request.ts';
import { findGlass, isGlassBroken, isRehearsal } from '../../domain/requests/judge-break-glass.ts';
import { judgeReadiness } from '../../domain/requests/readiness.ts';
import { type Refusal, refuse } from '../../domain/requests/refusals.ts';
import {
  areStricter,
  fixTerms,
  type RequestTerms,
  tightenTerms,
} from '../../domain/requests/request-terms.ts';
import type { Transaction } from '../../ports/store.ts';
import { sourceOf } from '../audit/audit-slack-refusal.ts';
import { draftAudit, type ServiceDeps, systemActor } from '../deps.ts';
import { resolveTarget } from '../directory/resolve-pair.ts';
import { enqueueNotice } from '../notices/enqueue-notice.ts';
import { readLockoutState } from '../redeeming/read-lockout.ts';
import { releaseLockout } from '../redeeming/release-lockout.ts';
import { countStanding } from '../requests/approvals/count-standing.ts';
import { judgeLimits } from '../requests/judge-limits.ts';
import {
  type ClickRefused,
  type OpenRequestClick,
  openOwnClick,
  type RequestClick,
  refused,
  refusedLate,
} from '../requests/open-click.ts';
import { readEligibilityFacts } from '../requests/read-eligibility.ts';
import { type PromptFacts, readPromptFacts } from '../requests/read-prompt-facts.ts';
import { readSignals } from '../requests/read-signals.ts';
import { settleRequest } from '../requests/settle-request.ts';
import { resolveWithoutSlack } from '../requests/without-slack/resolve-without-slack.ts';
import type { SlackAbsence } from '../requests/without-slack/slack-absence.ts';
import { auditCode, describeTerm } from './audit-code.ts';
import { settleCode } from './settle-code.ts';

/** What the edge needs to show the code. The only place outside Slack where the plain code exists. */
export interface Reveal {
  /** `XXXX-XXXX-XXXX-XXXX` */
  readonly code: Secret;
  readonly record: BackupCode;
  readonly request: IssueRequest;
  readonly requester: DirectoryUser;
  readonly target: DirectoryUser;
  readonly policy: Policy;
  readonly hasSuperseded: boolean;
  /** The policy's maximum shrank since the requester chose the lifetime: the code works for less. */
  readonly isShortened: boolean;
  /** Whether the code would be accepted now. */
  readonly lockout: Admission;
}

export interface GenerateInput extends RequestClick {
  /** Also end the target's lockout, which owners and admins who may issue for them may do. */
  readonly unlocks: boolean;
}

/** What Slack says at the click. */
export interface SlackFacts {
  /** `null` if Slack knows no account of that id. */
  readonly target: SlackPerson | null;
  /** Of a target without a Slack account; `null` for any other. */
  readonly absence: SlackAbsence | null;
  /** Of the conversation in which the code would be shown: it may have been shared since the prompt (S7). */
  readonly channel: ChannelJudgement;
}

/** What is made ready before the transaction, which must not wait for Slack or for hashing. */
export interface Preparation {
  /** `null` if Slack was not asked, because the clicker may not issue. */
  readonly slack: SlackFacts | null;
  /** `null` if there is no such request, or it is a rehearsal. */
  readonly draft: CodeDraft | null;
}

/** A new code, not stored or shown yet. */
export interface CodeDraft {
  readonly code: Secret;
  readonly stretched: StretchedCode;
  readonly record: Pick<BackupCode, 'id' | 'userId'>;
}

/** Hashing takes milliseconds, so it happens before the transaction. The lifetime comes from the policy read inside it. */
export async function draftCode({ random }: ServiceDeps, userId: UserId): Promise<CodeDraft> {
  const body = random.codeSymbols().reveal();
  const symbols = new Secret(body + computeCheckSymbol(body));
  const id = random.id('code');
  const stretched = await stretchCode(symbols, random.bytes(CODE_SALT_BYTES));
  return { code: new Secret(formatCode(symbols.reveal())), stretched, record: { id, userId } };
}

/** What the prompt asked for is no longer enough: the request goes on, and needs what `refusals` say. */
export interface TermsRaised extends PromptFacts {
  readonly kind: 'raised';
  readonly refusals: readonly Refusal[];
}

/** The end of a rehearsal of break-glass: everything but the code. */
export interface Rehearsed {
  readonly kind: 'rehearsed';
  readonly request: IssueRequest;
  readonly target: DirectoryUser;
  readonly policy: Policy;
}

export type Generated =
  | { readonly kind: 'generated'; readonly reveal: Reveal }
  | Rehearsed
  | TermsRaised
  | ClickRefused
  | { readonly kind: 'duplicate' };

/**
 * The first phase of the reveal, in one transaction: check everything again, fulfill the request, supersede a
 * live code, store the new one as `undelivered`.
 */
export async function generateCode(
  deps: ServiceDeps,
  tx: Transaction,
  input: GenerateInput,
  { slack, draft }: Preparation,
): Promise<Generated> {
  const opened = await openOwnClick(deps, tx, input);
  if (opened.kind !== 'opened') return opened;
  const { clicker, request } = opened;
  const target = await tx.directory.findUser(request.organizationId, request.targetId);
  const { policy: policyNow } =
    (await tx.organizations.findById(request.organizationId)) ?? input.organization;
  const missing = judgeReadiness(request, policyNow, target?.displayName ?? '');
  if (missing.length > 0) return refused(deps, tx, input, missing, request);
  const checked = await checkAgain(deps, tx, input, opened, slack);
  if (checked.kind === 'refused') return settleRefused(deps, tx, input, request, checked.refusals);
  if (checked.kind === 'not_now') return refused(deps, tx, input, checked.refusals, request);
  if (checked.kind === 'stricter') return raiseTerms(deps, tx, input, request, checked);
  if (isRehearsal(request)) return endRehearsal(deps, tx, input, request, checked);
  if (draft === null || draft.record.userId !== request.targetId)
    throw new Error('The request changed its target');
  const fulfilled = await settleRequest(deps, tx, request, 'fulfilled');
  if (fulfilled === null) return refusedLate(deps, tx, input, clicker, request);
  const createdAt = deps.clock.now();
  if (checked.liveCode !== null) await supersede(deps, tx, input, request, checked.liveCode);
  const { organizationId } = request;
  const { id: codeId, userId } = draft.record;
  const { startsAt, expiresAt, isShortened } = fixCodeTerm(request, checked.policy, createdAt);
  const record: BackupCode = {
    ...draft.record,
    organizationId,
    hash: bindCode(draft.stretched, { organizationId, userId, codeId, startsAt, expiresAt }, deps.keys),
    requestId: request.id,
    issuedBy: clicker.id,
    state: 'undelivered',
    createdAt,
    startsAt,
    expiresAt,
    settledAt: null,
    redeemedBy: null,
    redeemedByName: null,
    redeemedFrom: null,
    factorEnrolledAt: null,
    revokedBy: null,
    revocationReason: null,
    disownedAt: null,
  };
  await tx.codes.insert(record);
  await auditCode(deps, tx, sourceOf(input), record, 'code.generated', {
    requestId: request.id,
    ...(findGlass(request) !== null && { isBreakGlass: true }),
    ...describeTerm(record),
  });
  const { policy } = checked;
  const lockout = await releaseOrRead(deps, tx, input, clicker, checked.target);
  return {
    kind: 'generated',
    reveal: {
      code: draft.code,
      record,
      request: fulfilled,
      requester: clicker,
      target: checked.target,
      policy,
      hasSuperseded: checked.liveCode !== null,
      isShortened,
      lockout,
    },
  };
}

async function releaseOrRead(
  deps: ServiceDeps,
  tx: Transaction,
  input: GenerateInput,
  clicker: DirectoryUser,
  target: DirectoryUser,
): Promise<Admission> {
  if (!input.unlocks) return readLockoutState(deps, tx, target);
  await releaseLockout(deps, tx, target, {
    actor: { kind: 'user', id: clicker.id },
    source: sourceOf(input),
  });
  return { kind: 'admitted' };
}

interface Stricter {
  readonly kind: 'stricter';
  readonly terms: RequestTerms;
  readonly target: DirectoryUser;
  readonly policy: Policy;
}

type CheckedAgain =
  | {
      readonly kind: 'fit';
      readonly target: DirectoryUser;
      readonly policy: Policy;
      readonly liveCode: BackupCode | null;
    }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  | Stricter
  /** The wrong place, or a limit that ends by itself: the request stays open. */
  | { readonly kind: 'not_now'; readonly refusals: readonly Refusal[] };

/** Eligibility on the facts of now: roles, status and domain may have changed since the prompt (N11, N12). */
async function checkAgain(
  deps: ServiceDeps,
  tx: Transaction,
  input: GenerateInput,
  { clicker: requester, request }: OpenRequestClick,
  slack: SlackFacts | null,
): Promise<CheckedAgain> {
  // First: on behalf of a requester who may no longer issue, Slack was not asked.
  const organization = (await tx.organizations.findById(request.organizationId)) ?? input.organization;
  const own = judgeAsker('issue', requester, organization.policy, request.lane);
  if (own.length > 0) return { kind: 'refused', refusals: own };
  // Or the requester was unlinked after the prompt and linked again by this click. The next click finds the link.
  if (slack === null) return { kind: 'refused', refusals: [refuse('slack_incomplete')] };
  const resolution =
    request.origin.targetSlackId === null
      ? await resolveWithoutSlack(deps, tx, request.organizationId, {
          userId: request.targetId,
          absence: slack.absence,
        })
      : await resolveTarget(deps, tx, { ...input, target: slack.target });
  if (resolution.kind === 'refused') return resolution;
  const target = resolution.user;
  if (target.id !== request.targetId)
    return { kind: 'refused', refusals: [refuse('target_identity_conflict', { name: target.displayName })] };
  const facts = await readEligibilityFacts(tx, input.organization, requester, target, request.lane);
  const eligibility = decideEligibility(facts);
  if (eligibility.kind === 'refused') {
    // It waits with its request, which goes on when two people have looked.
    const isHeld = eligibility.refusals.every(({ code }) => code === 'organization_held');
    return isHeld ? { ...eligibility, kind: 'not_now' } : eligibility;
  }
  const { requesterSlackId } = request.origin;
  const signals = await readSignals(deps, tx, {
    ...input,
    requester,
    requesterSlackId,
    target,
    person: slack.target,
    ownCount: 1,
  });
  const terms = fixTerms(eligibility.tier, signals, facts.policy, eligibility.right, request.terms.tier);
  if (areStricter(terms, request.terms)) return { kind: 'stricter', terms, target, policy: facts.policy };
  const isApproved = (await countStanding(deps, tx, request, facts)) >= request.terms.approvalsRequired;
  if (!isApproved && !isGlassBroken(request, requester))
    return { kind: 'refused', refusals: [refuse('approval_void')] };
  if (input.unlocks) {
    const authority = decideAuthority({ kind: 'unlock' }, { actor: requester, target, policy: facts.policy });
    if (authority.kind === 'refused') return { kind: 'not_now', refusals: authority.refusals };
  }
  const place = judgePlace(slack.channel, facts.policy);
  if (place !== null) return { kind: 'not_now', refusals: [place] };
  const start = judgeStartAgain(request, facts.policy, deps.clock.now());
  if (start !== null) return { kind: 'not_now', refusals: [start] };
  const limits = await judgeLimits(deps, tx, facts, request);
  if (limits.length > 0) return { kind: 'not_now', refusals: limits };
  const liveCode = await tx.codes.findLive(request.organizationId, target.id);
  return { kind: 'fit', target, policy: facts.policy, liveCode };
}

/** The policy may have changed since it was chosen. One that has passed means now. */
function judgeStartAgain({ startsAt }: IssueRequest, policy: Policy, now: number): Refusal | null {
  const problem = startsAt === null ? null : judgeStart(startsAt, policy, now);
  return problem === null || problem === 'start_passed'
    ? null
    : refuse(problem, { limit: policy.delayedStartDaysMax });
}

/**
 * What was enough when the prompt was shown no longer is: the target's role, the policy or a risk signal says so. An approval of the
 * milder act doesn't cover this one.
 */
async function raiseTerms(
  deps: ServiceDeps,
  tx: Transaction,
  input: GenerateInput,
  request: IssueRequest,
  { terms, target, policy }: Stricter,
): Promise<Generated> {
  const { organizationId, id, state } = request;
  const raised = await tx.requests.transition(organizationId, id, [state], 'pending', {
    terms: tightenTerms(request.terms, terms),
    approvals: [],
    approvalAskedAt: null,
  });
  if (raised === null) throw new Error('A request changed inside the transaction that had read it');
  const { tier, signals } = raised.terms;
  await tx.audit.append(
    draftAudit(deps, {
      organizationId,
      action: 'request.tightened',
      actor: systemActor,
      target: target.id,
      source: sourceOf(input),
      details: { requestId: id, tier, tierBefore: request.terms.tier, signals: signals.join(' ') },
    }),
  );
  const name = target.displayName;
  const [next] = judgeReadiness(raised, policy, name);
  const code = next?.code === 'verification_needed' ? 'verification_needed_now' : 'approval_needed_now';
  // Nothing, where the caller was verified more than the milder terms asked for.
  const refusals = next === undefined ? [] : [refuse(code, { name })];
  if (refusals.length > 0) await refused(deps, tx, input, refusals, raised);
  const hasWords = policy.twoWayWords.includes(tier) && request.origin.targetSlackId !== null;
  if (hasWords && !policy.twoWayWords.includes(request.terms.tier))
    await enqueueNotice(
      deps,
      tx,
      organizationId,
      { kind: 'target_words', requestId: id },
      { request: raised },
    );
  return {
    kind: 'raised',
    refusals,
    ...(await readPromptFacts(deps, tx, { request: raised, target, policy })),
  };
}

/** Everything was checked as for a code, and none is made. */
async function endRehearsal(
  deps: ServiceDeps,
  tx: Transaction,
  input: GenerateInput,
  request: IssueRequest,
  { target, policy }: { readonly target: DirectoryUser; readonly policy: Policy },
): Promise<Generated> {
  const ended = await settleRequest(deps, tx, request, 'cancelled', { cancelReason: 'rehearsed' });
  if (ended === null) throw new Error('A request changed inside the transaction that had read it');
  await tx.audit.append(
    draftAudit(deps, {
      organizationId: request.organizationId,
      action: 'request.cancelled',
      actor: { kind: 'user', id: request.requesterId },
      target: target.id,
      reason: 'rehearsed',
      source: sourceOf(input),
      details: { requestId: request.id },
    }),
  );
  return { kind: 'rehearsed', request: ended, target, policy };
}

/** What the prompt allowed is no longer allowed, so the request ends here, with the reasons. */
async function settleRefused(
  deps: ServiceDeps,
  tx: Transaction,
  input: GenerateInput,
  request: IssueRequest,
  refusals: readonly Refusal[],
): Promise<ClickRefused> {
  const ended = await settleRequest(deps, tx, request, 'cancelled', { cancelReason: 'not_allowed' });
  if (ended !== null) {
    await tx.audit.append(
      draftAudit(deps, {
        organizationId: request.organizationId,
        action: 'request.cancelled',
        actor: systemActor,
        target: request.targetId,
        reason: refusals.map(({ code }) => code).join(' '),
        source: sourceOf(input),
        details: { requestId: request.id },
      }),
    );
  }
  return refused(deps, tx, input, refusals, ended ?? request);
}

async function supersede(
  deps: ServiceDeps,
  tx: Transaction,
  input: GenerateInput,
  request: IssueRequest,
  live: BackupCode,
): Promise<void> {
  const superseded = await settleCode(deps, tx, live, 'superseded');
  if (superseded === null) throw new Error('A live code changed inside the transaction that had read it');
  await auditCode(deps, tx, sourceOf(input), superseded, 'code.superseded', { requestId: request.id });
}
