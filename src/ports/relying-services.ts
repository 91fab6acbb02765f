import type { ClientId, OrganizationId } from '../domain/ids.ts';
import type { RelyingService } from '../domain/relying-service.ts';

export interface RelyingServiceReader {
  /** By id alone: the credential is what tells the organization. */
  find(id: ClientId): Promise<RelyingService | null>;
  /** By name. */
  list(organizationId: OrganizationId): Promise<RelyingService[]>;
}

export interface RelyingServiceWriter extends RelyingServiceReader {
  /** @throws UniqueViolationError if the organization has one of that name */
  insert(service: RelyingService): Promise<void>;
  /** Whether there was one to remove. */
  remove(organizationId: OrganizationId, id: ClientId): Promise<boolean>;
  setLastUsed(organizationId: OrganizationId, id: ClientId, at: number): Promise<void>;
}
