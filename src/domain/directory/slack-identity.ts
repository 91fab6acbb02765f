import type { OrganizationId, UserId } from '../ids.ts';
import type { ReadingHabits } from '../organization/language.ts';

/**
 * A Slack account linked to a directory user: by confirmed e-mail on first sight, by id ever after. The address it was
 * linked by is kept so that a later change on either side is seen as the conflict it is. Locale and zone are those of the last look-up,
 * so that a notice speaks the person's language without asking Slack again.
 */
export interface SlackIdentity extends ReadingHabits {
  readonly organizationId: OrganizationId;
  /** team or enterprise id */
  readonly slackTenantId: string;
  readonly slackUserId: string;
  readonly userId: UserId;
  /** normalized */
  readonly linkedEmail: string;
  readonly linkedAt: number;
}
