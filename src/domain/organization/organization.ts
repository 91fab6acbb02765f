import type { OrganizationId } from '../ids.ts';
import type { Policy } from './policy.ts';

/** The tenant. Nothing of one organization is ever visible to another. */
export interface Organization {
  readonly id: OrganizationId;
  readonly name: string;
  /**
   * Slack ids (`T...` of a workspace, or `E...` of an Enterprise Grid) that belong to it. An id belongs to one
   * organization at most.
   */
  readonly slackTenantIds: readonly string[];
  readonly policy: Policy;
  readonly createdAt: number;
}
