import type { EmailDomain } from '../domain/directory/email-domain.ts';
import type { OrganizationId } from '../domain/ids.ts';

export interface DomainReader {
  /** @param name normalized; only this exact name, never a parent or a sub-domain */
  find(organizationId: OrganizationId, name: string): Promise<EmailDomain | null>;
  /** By name. */
  list(organizationId: OrganizationId): Promise<EmailDomain[]>;
}

export interface DomainWriter extends DomainReader {
  /** @throws UniqueViolationError if the organization has it already */
  insert(domain: EmailDomain): Promise<void>;
  /** @throws MissingRowError if there is none */
  setVerified(organizationId: OrganizationId, name: string, verifiedAt: number | null): Promise<void>;
  /** Does nothing if there isn't one. */
  remove(organizationId: OrganizationId, name: string): Promise<void>;
}
