import type { OrganizationId, UserId } from '../ids.ts';

/**
 * A Slack account linked to a directory user: by confirmed e-mail on first sight, by id ever after. The address it was
 * linked by is kept so that a later change on either side is seen as the conflict it is.
 */
export interface SlackIdentity {
  readonly organizationId: OrganizationId;
  /** team or enterprise id */
  readonly slackTenantId: string;
  readonly slackUserId: string;
  readonly userId: UserId;
  /** normalized */
  readonly linkedEmail: string;
  readonly linkedAt: number;
}
