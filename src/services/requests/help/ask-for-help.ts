import { maskCodes } from '../../../domain/codes/mask-codes.ts';
import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import { type SlackPerson, slackTenantIdOf } from '../../../domain/directory/slack-person.ts';
import type { Policy } from '../../../domain/organization/policy.ts';
import {
  HELP_LIFETIME_MS,
  HELP_PER_ASKER_PER_DAY,
  HELP_PER_ORGANIZATION_PER_HOUR,
  type HelpRequest,
  helpStateAt,
} from '../../../domain/requests/help-request.ts';
import { type Refusal, refuse } from '../../../domain/requests/refusals.ts';
import type { Transaction } from '../../../ports/store.ts';
import { auditSlackRefusal, sourceOf } from '../../audit/audit-slack-refusal.ts';
import { draftAudit, type ServiceDeps } from '../../deps.ts';
import { findManager } from '../../directory/find-manager.ts';
import { resolveIdentity } from '../../directory/resolve-identity.ts';
import type { Asker } from '../../directory/resolve-issuer.ts';
import { resolveTarget } from '../../directory/resolve-pair.ts';
import { enqueueNotice } from '../../notices/enqueue-notice.ts';
import { judgeReason } from '../request-code.ts';
import { tellHelpers } from './announce-help.ts';
import { expireHelp } from './expire-help.ts';
import { getHelpFacts, type HelpFacts, readHelpFacts } from './help-facts.ts';

const REPLAY_KEEP_MS = 15 * 60_000;
const HOUR_MS = 3_600_000;

export interface AskForHelpInput extends Asker {
  readonly requesterSlackId: string;
  /** `null`: for themselves. */
  readonly targetSlackId: string | null;
  /** What Slack says of an account now; `null` if it knows none of that id. Asked outside the transaction. */
  readonly lookUpPerson: (slackUserId: string) => Promise<SlackPerson | null>;
  readonly reason: string;
  /** Unique to this delivery (Slack's trigger id, or the modal's). */
  readonly deliveryKey: string;
}

export type AskForHelpResult =
  | ({
      /** `open_before`: they wait already, and nothing was changed. */
      readonly kind: 'asked' | 'open_before';
    } & HelpFacts)
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly kind: 'duplicate' };

type Refused = Extract<AskForHelpResult, { kind: 'refused' }>;

/**
 * Puts a person who is locked out into the queue: themselves, or someone who reports to them. It gives no authority, counts as no
 * verification and reveals nothing: an administrator takes it, and then everything is as if no one had asked. So it is harmless if it was
 * asked from a stolen Slack session.
 */
export function createAskForHelp(deps: ServiceDeps) {
  const { store, clock } = deps;

  return async function askForHelp(input: AskForHelpInput): Promise<AskForHelpResult> {
    const isForSelf = input.targetSlackId === null || input.targetSlackId === input.requesterSlackId;
    const person =
      isForSelf || !(await mayAskAbout(input)) ? null : await input.lookUpPerson(input.targetSlackId);
    return store.transact(input.organization.id, async (tx) => {
      const key = `command:${slackTenantIdOf(input.workspace)}:${input.deliveryKey}`;
      if (!(await tx.deliveries.remember(key, clock.now() + REPLAY_KEEP_MS, clock.now())))
        return { kind: 'duplicate' };
      const result = await ask(deps, tx, input, isForSelf ? 'self' : person);
      if (result.kind === 'refused')
        await auditSlackRefusal(deps, tx, {
          ...input,
          slackUserId: input.requesterSlackId,
          action: 'help.refused',
          target: input.targetSlackId,
          refusals: result.refusals,
        });
      return result;
    });
  };

  /** Slack is asked about the person only for someone whom it knows here: a stranger must not use up its limits (N20). */
  async function mayAskAbout({ requester, organization }: AskForHelpInput): Promise<boolean> {
    return requester !== null && !requester.isStranger && organization.policy.selfService;
  }
}

async function ask(
  deps: ServiceDeps,
  tx: Transaction,
  input: AskForHelpInput,
  person: SlackPerson | null | 'self',
): Promise<Exclude<AskForHelpResult, { kind: 'duplicate' }>> {
  const { organization, requester, workspace } = input;
  if (requester === null) return refusedWith(refuse('requester_unknown_to_slack'));
  const resolved = await resolveIdentity(deps, tx, input, { person: requester, side: 'requester' });
  if (resolved.kind === 'refused') return resolved;
  const { user: asker } = resolved;
  if (asker.status !== 'confirmed') return refusedWith(refuse('requester_not_confirmed'));
  const policy = (await tx.organizations.findById(organization.id))?.policy ?? organization.policy;
  if (!policy.selfService) return refusedWith(refuse('self_service_off'));
  const target = person === 'self' ? asker : await findReport(deps, tx, input, asker, person);
  if (target === null) return refusedWith(refuse('not_their_manager'));
  const before = await findOpen(deps, tx, target);
  if (before !== null) return { kind: 'open_before', ...before };
  const refusals = [...judgeReason(input.reason, policy), ...(await judgeHelpLimits(deps, tx, asker))];
  if (refusals.length > 0) return { kind: 'refused', refusals };
  const now = deps.clock.now();
  const help: HelpRequest = {
    id: deps.random.id('helpRequest'),
    organizationId: organization.id,
    askerId: asker.id,
    targetId: target.id,
    // It is shown to others, and a live code in it would still work (N21).
    reason: maskCodes(input.reason),
    state: 'waiting',
    takenBy: null,
    endedBy: null,
    declineReason: '',
    cancelReason: null,
    disownedAt: null,
    slackTenantId: slackTenantIdOf(workspace),
    targetSlackId: person === 'self' ? input.requesterSlackId : input.targetSlackId,
    createdAt: now,
    expiresAt: now + HELP_LIFETIME_MS,
    endedAt: null,
  };
  await tx.helpRequests.insert(help);
  await announce(deps, tx, input, help, policy);
  return { kind: 'asked', ...(await getHelpFacts(deps, tx, help)) };
}

async function announce(
  deps: ServiceDeps,
  tx: Transaction,
  input: AskForHelpInput,
  help: HelpRequest,
  policy: Policy,
): Promise<void> {
  const { id: helpRequestId, organizationId, askerId, targetId, reason } = help;
  await tx.audit.append(
    draftAudit(deps, {
      organizationId,
      action: 'help.asked',
      actor: { kind: 'user', id: askerId },
      target: targetId,
      reason: reason === '' ? null : reason,
      source: sourceOf(input),
      details: { helpRequestId, isForSelf: askerId === targetId },
    }),
  );
  // Also to someone who asked for themselves: it may have been another person at their Slack.
  await enqueueNotice(deps, tx, organizationId, { kind: 'target_help_asked', helpRequestId });
  await tellHelpers(deps, tx, help, policy);
}

/** One answer to every failure: who isn't the manager learns nothing of the person. */
async function findReport(
  deps: ServiceDeps,
  tx: Transaction,
  input: AskForHelpInput,
  asker: DirectoryUser,
  person: SlackPerson | null,
): Promise<DirectoryUser | null> {
  if (person === null) return null;
  const resolved = await resolveTarget(deps, tx, { ...input, target: person });
  if (resolved.kind === 'refused' || resolved.user.status !== 'confirmed') return null;
  const manager = await findManager(tx, resolved.user);
  return manager?.id === asker.id ? resolved.user : null;
}

/** One that is past its time is ended here, so that it doesn't keep the person from asking again. */
async function findOpen(
  deps: ServiceDeps,
  tx: Transaction,
  target: DirectoryUser,
): Promise<HelpFacts | null> {
  const open = await tx.helpRequests.findOpenByTarget(target.organizationId, target.id);
  if (open === null) return null;
  const now = deps.clock.now();
  if (helpStateAt(open, now) !== 'expired') return readHelpFacts(tx, open, now);
  await expireHelp(deps, tx, open);
  return null;
}

async function judgeHelpLimits(
  { clock }: ServiceDeps,
  { helpRequests }: Transaction,
  { organizationId, id }: DirectoryUser,
): Promise<Refusal[]> {
  const now = clock.now();
  const [own, all] = [
    await helpRequests.countMade(organizationId, id, now - 24 * HOUR_MS),
    await helpRequests.countMade(organizationId, null, now - HOUR_MS),
  ];
  if (own >= HELP_PER_ASKER_PER_DAY) return [refuse('help_limit', { limit: HELP_PER_ASKER_PER_DAY })];
  return all >= HELP_PER_ORGANIZATION_PER_HOUR ? [refuse('help_full')] : [];
}

function refusedWith(refusal: Refusal): Refused {
  return { kind: 'refused', refusals: [refusal] };
}
