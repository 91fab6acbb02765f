import type { SlackIdentity } from '../../domain/directory/slack-identity.ts';
import type { OrganizationId, UserId } from '../../domain/ids.ts';
import type { ReadingHabits } from '../../domain/organization/language.ts';

export interface IdentityReader {
  find(
    organizationId: OrganizationId,
    slackTenantId: string,
    slackUserId: string,
  ): Promise<SlackIdentity | null>;
  /** The Slack account of a user in this tenant. */
  findByUser(
    organizationId: OrganizationId,
    slackTenantId: string,
    userId: UserId,
  ): Promise<SlackIdentity | null>;
  /** Any Slack account of a user; for notices. */
  listByUser(organizationId: OrganizationId, userId: UserId): Promise<SlackIdentity[]>;
}

export interface IdentityWriter extends IdentityReader {
  /**
   * Links once. A Slack account has one user, and a user has one account per tenant. Of two concurrent calls for either, one
   * wins.
   * @throws UniqueViolationError for the other
   */
  insert(identity: SlackIdentity): Promise<void>;
  /** Keeps how the person reads. Does nothing for an account that isn't linked. */
  setReadingHabits(identity: SlackIdentity, habits: ReadingHabits): Promise<void>;
  /** Forgets all Slack accounts of a user, so that the next one can be linked: how an operator resolves a conflict. */
  removeByUser(organizationId: OrganizationId, userId: UserId): Promise<number>;
}
