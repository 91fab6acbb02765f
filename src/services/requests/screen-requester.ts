import type { AuditAction, AuditDetails } from '../../domain/audit/audit-event.ts';
import { type SlackPerson, slackTenantIdOf } from '../../domain/directory/slack-person.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import { judgeRequester } from '../../domain/requests/authority.ts';
import type { Refusal } from '../../domain/requests/refusals.ts';
import { auditSlackRefusal, type SlackPlace } from '../audit/audit-slack-refusal.ts';
import type { ServiceDeps } from '../deps.ts';
import { findLink } from '../directory/find-link.ts';
import { resolveIssuer } from '../directory/resolve-issuer.ts';

const REPLAY_KEEP_MS = 15 * 60_000;

export interface ScreenInput extends SlackPlace {
  readonly organization: Organization;
  readonly requesterSlackId: string;
  /** `null` if the command is about no one person. */
  readonly targetSlackId: string | null;
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

type LinkReaders = Parameters<typeof findLink>[0];

/** Whether the stored link of a Slack account leads to a user who may issue; `false` for an account without one. */
export async function isIssuerByLink(
  read: LinkReaders,
  where: Pick<ScreenInput, 'organization' | 'workspace'>,
  slackUserId: string,
): Promise<boolean> {
  return (await judgeByLink(read, where, slackUserId))?.length === 0;
}

/** @returns `null` without a link */
async function judgeByLink(
  read: LinkReaders,
  where: Pick<ScreenInput, 'organization' | 'workspace'>,
  slackUserId: string,
): Promise<Refusal[] | null> {
  const user = (await findLink(read, where, slackUserId))?.user ?? null;
  return user === null ? null : judgeRequester(user);
}

/**
 * Refuses a requester who may not ask at all, before Slack is asked about anyone else: by the stored link if
 * there is one, otherwise after asking Slack about the requester alone (N20). It grants nothing: the use case
 * decides again.
 */
export function createScreenRequester(deps: ServiceDeps) {
  const { store, clock } = deps;

  return async function screenRequester(input: ScreenInput): Promise<Screening> {
    const { organization, requesterSlackId } = input;
    const known = await judgeByLink(store.read, input, requesterSlackId);
    if (known !== null)
      return known.length === 0 ? { kind: 'passed', requester: null } : refuseScreened(input, known);
    const requester = await input.lookUpPerson(requesterSlackId);
    const issuer = await store.transact(organization.id, (tx) =>
      resolveIssuer(deps, tx, { ...input, requester }),
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
