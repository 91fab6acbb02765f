import type { DomainCheck, EmailDomain } from '../../domain/directory/email-domain.ts';
import type { OrganizationId } from '../../domain/ids.ts';

export interface DomainReader {
  /** @param name normalized; only this exact name, never a parent or a sub-domain */
  find(organizationId: OrganizationId, name: string): Promise<EmailDomain | null>;
  /** By name. */
  list(organizationId: OrganizationId): Promise<EmailDomain[]>;
  /** The one that is verified, of whichever organization; `null` if none is. */
  findVerified(name: string): Promise<EmailDomain | null>;
  /** Those of any organization whose TXT record is to be looked up by `now`, the longest due first. */
  listDue(now: number, limit: number): Promise<EmailDomain[]>;
}

export interface DomainWriter extends DomainReader {
  /** @throws UniqueViolationError if the organization has it already, or as for `setVerified` */
  insert(domain: EmailDomain): Promise<void>;
  /**
   * @throws MissingRowError if there is none
   * @throws UniqueViolationError if another organization has verified the same name
   */
  setVerified(organizationId: OrganizationId, name: string, verifiedAt: number | null): Promise<void>;
  /** What the daily look has seen. @throws MissingRowError if there is none */
  setCheck(organizationId: OrganizationId, name: string, check: DomainCheck): Promise<void>;
  /** Does nothing if there isn't one. */
  remove(organizationId: OrganizationId, name: string): Promise<void>;
}
