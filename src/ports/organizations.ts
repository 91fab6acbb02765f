import type { OrganizationId } from '../domain/ids.ts';
import type { Organization } from '../domain/organization/organization.ts';
import type { Policy } from '../domain/organization/policy.ts';

export interface OrganizationReader {
  findById(id: OrganizationId): Promise<Organization | null>;
  /** The organization a Slack workspace or enterprise id belongs to. */
  findBySlackTenant(slackTenantId: string): Promise<Organization | null>;
  /** All, oldest first. */
  list(): Promise<Organization[]>;
}

export interface OrganizationWriter extends OrganizationReader {
  insert(organization: Organization): Promise<void>;
  /** Adds a Slack workspace or enterprise. @throws UniqueViolationError if it belongs to another organization */
  addSlackTenant(id: OrganizationId, slackTenantId: string): Promise<void>;
  /** This and `rename` throw MissingRowError if there is none, as does `addSlackTenant`. */
  setPolicy(id: OrganizationId, policy: Policy): Promise<void>;
  rename(id: OrganizationId, name: string): Promise<void>;
}
