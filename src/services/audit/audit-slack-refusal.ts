import type { AuditAction, AuditDetails } from '../../domain/audit/audit-event.ts';
import { type SlackWorkspace, slackTenantIdOf } from '../../domain/directory/slack-person.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import type { Refusal } from '../../domain/requests/refusals.ts';
import type { Transaction } from '../../ports/store.ts';
import { draftAudit, type ServiceDeps } from '../deps.ts';

/** Where in Slack something was asked. */
export interface SlackPlace {
  readonly workspace: SlackWorkspace;
  readonly channelId: string;
}

/** The source of an audit event. */
export function sourceOf({ workspace, channelId }: SlackPlace): string {
  return `slack:${workspace.teamId}/${channelId}`;
}

export interface SlackRefusal extends SlackPlace {
  readonly organization: Organization;
  /** who asked; not a directory user, because that may be the very thing in doubt */
  readonly slackUserId: string;
  readonly action: AuditAction;
  readonly target: string | null;
  readonly refusals: readonly Refusal[];
  readonly details?: AuditDetails;
}

/** Records what a person in Slack was refused, with every reason (N14). */
export async function auditSlackRefusal(
  deps: Pick<ServiceDeps, 'clock' | 'random'>,
  tx: Transaction,
  refusal: SlackRefusal,
): Promise<void> {
  const { organization, workspace, slackUserId, action, target, refusals, details = {} } = refusal;
  await tx.audit.append(
    draftAudit(deps, {
      organizationId: organization.id,
      action,
      outcome: 'refused',
      actor: { kind: 'slack_account', id: `${slackTenantIdOf(workspace)}/${slackUserId}` },
      target,
      reason: refusals.map(({ code }) => code).join(' '),
      source: sourceOf(refusal),
      details,
    }),
  );
}
