import type { AuditAction, AuditDetails } from '../../domain/audit/audit-event.ts';
import { type SlackPerson, slackTenantIdOf } from '../../domain/directory/slack-person.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import { judgeAsker, judgeRequester, type LaneAct } from '../../domain/requests/authority.ts';
import { type Refusal, refuse } from '../../domain/requests/refusals.ts';
import type { Readers } from '../../ports/store.ts';
import { auditSlackRefusal, type SlackPlace } from '../audit/audit-slack-refusal.ts';
import type { ServiceDeps } from '../deps.ts';
import { findLink } from '../directory/find-link.ts';
import { findManager } from '../directory/find-manager.ts';
import { resolveAsker, resolveIssuer } from '../directory/resolve-issuer.ts';

const REPLAY_KEEP_MS = 15 * 60_000;

export interface ScreenInput extends SlackPlace {
  readonly organization: Organization;
  readonly requesterSlackId: string;
  /** `null` if the command is about no one person. */
  readonly targetSlackId: string | null;
  /** What they want to do, by any lane; `null`: what only owners and admins do. */
  readonly asks: LaneAct | null;
  /** How a refusal is recorded in the history. */
  readonly refused: { readonly action: AuditAction; readonly details?: AuditDetails };
  /** Unique to this delivery (Slack's trigger id). */
  readonly deliveryKey: string;
  /** What Slack says of an account now; `null` if it knows none of that id. */
  readonly lookUpPerson: (slackUserId: string) => Promise<SlackPerson | null>;
}

export type Screening =
  /** `requester`: what Slack said of them just now; `null` if their link was enough. */
  | { readonly kind: 'passed'; readonly requester: SlackPerson | null }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly kind: 'duplicate' };

/** By the stored links alone. @returns `null` without one of the requester's */
async function judgeByLink(
  read: Readers,
  input: Pick<ScreenInput, 'organization' | 'workspace' | 'asks' | 'requesterSlackId' | 'targetSlackId'>,
): Promise<readonly Refusal[] | null> {
  const { organization, asks, requesterSlackId, targetSlackId } = input;
  const user = (await findLink(read, input, requesterSlackId))?.user ?? null;
  if (user === null) return null;
  if (asks === null) return judgeRequester(user);
  const refusals = judgeAsker(asks, user, organization.policy);
  if (refusals.length > 0 || user.role !== 'member' || asks !== 'issue' || targetSlackId === null)
    return refusals;
  // Any member may be a manager, but few are this person's.
  const target = (await findLink(read, input, targetSlackId))?.user ?? null;
  if (target === null || (await findManager(read, target))?.id === user.id) return [];
  return [refuse('not_your_report')];
}

/**
 * Refuses a requester who may not ask at all, before Slack is asked about anyone else: by the stored link if
 * there is one, otherwise after asking Slack about the requester alone (N20). It grants nothing: the use case
 * decides again.
 */
export function createScreenRequester(deps: ServiceDeps) {
  const { store, clock } = deps;

  return async function screenRequester(input: ScreenInput): Promise<Screening> {
    const { organization, requesterSlackId, asks } = input;
    const known = await judgeByLink(store.read, input);
    if (known !== null)
      return known.length === 0 ? { kind: 'passed', requester: null } : refuseScreened(input, known);
    const requester = await input.lookUpPerson(requesterSlackId);
    const issuer = await store.transact(organization.id, (tx) =>
      asks === null
        ? resolveIssuer(deps, tx, { ...input, requester })
        : resolveAsker(deps, tx, { ...input, requester }, asks),
    );
    return issuer.kind === 'resolved'
      ? { kind: 'passed', requester }
      : refuseScreened(input, issuer.refusals);
  };

  async function refuseScreened(input: ScreenInput, refusals: readonly Refusal[]): Promise<Screening> {
    const { refused, requesterSlackId: slackUserId, targetSlackId: target } = input;
    const { action, details = {} } = refused;
    return store.transact(input.organization.id, async (tx) => {
      const key = `command:${slackTenantIdOf(input.workspace)}:${input.deliveryKey}`;
      const isNew = await tx.deliveries.remember(key, clock.now() + REPLAY_KEEP_MS, clock.now());
      if (!isNew) return { kind: 'duplicate' };
      await auditSlackRefusal(deps, tx, {
        ...input,
        slackUserId,
        action,
        target,
        refusals,
        details,
      });
      return { kind: 'refused', refusals };
    });
  }
}
