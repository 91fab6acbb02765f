import type { BackupCode } from '../../domain/codes/backup-code.ts';
import { judgeStart } from '../../domain/codes/code-term.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { SlackPerson } from '../../domain/directory/slack-person.ts';
import { type ChannelJudgement, judgePlace } from '../../domain/notices/slack-channel.ts';
import type { Policy } from '../../domain/organization/policy.ts';
import { decideAuthority, judgeAsker } from '../../domain/requests/authority.ts';
import { decideEligibility } from '../../domain/requests/eligibility.ts';
import type { IssueRequest } from '../../domain/requests/issue-request.ts';
import { isGlassBroken } from '../../domain/requests/judge-break-glass.ts';
import { type Refusal, refuse } from '../../domain/requests/refusals.ts';
import { areStricter, fixTerms, type RequestTerms } from '../../domain/requests/request-terms.ts';
import type { Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';
import { resolveTarget } from '../directory/resolve-pair.ts';
import { countStanding } from '../requests/approvals/count-standing.ts';
import { judgeLimits } from '../requests/judge-limits.ts';
import type { OpenRequestClick, RequestClick } from '../requests/open-click.ts';
import { readEligibilityFacts } from '../requests/read-eligibility.ts';
import { readSignals } from '../requests/read-signals.ts';
import { resolveWithoutSlack } from '../requests/without-slack/resolve-without-slack.ts';
import type { SlackAbsence } from '../requests/without-slack/slack-absence.ts';

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

export interface Stricter {
  readonly kind: 'stricter';
  readonly terms: RequestTerms;
  readonly target: DirectoryUser;
  readonly policy: Policy;
}

export type CheckedAgain =
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
export async function checkAgain(
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
