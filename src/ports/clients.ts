import type { Client, PreviousSecret, StoredSecret } from '../domain/clients/client.ts';
import type { ClientId, OrganizationId } from '../domain/ids.ts';

export interface ClientReader {
  /** By id alone: the credential is what tells the organization. */
  find(id: ClientId): Promise<Client | null>;
  /** By name. */
  list(organizationId: OrganizationId): Promise<Client[]>;
}

export interface ClientSecrets extends StoredSecret {
  readonly previousSecret: PreviousSecret | null;
}

/** What a service is allowed. */
export type ClientAllowance = Pick<Client, 'scopes' | 'requestsPerMinute' | 'expiresAt'>;

export interface ClientWriter extends ClientReader {
  /** @throws UniqueViolationError if the organization has one of that name */
  insert(service: Client): Promise<void>;
  /** Whether there was one to remove. */
  remove(organizationId: OrganizationId, id: ClientId): Promise<boolean>;
  /** Puts a new secret in place of the present one. Whether there is such a service. */
  setSecrets(organizationId: OrganizationId, id: ClientId, secrets: ClientSecrets): Promise<boolean>;
  /** Whether there is such a service. */
  setAllowance(organizationId: OrganizationId, id: ClientId, allowance: ClientAllowance): Promise<boolean>;
  /** Does nothing if there is none. */
  setLastUsed(organizationId: OrganizationId, id: ClientId, at: number): Promise<void>;
}
