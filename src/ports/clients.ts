import type { Client, PreviousSecret, StoredSecret } from '../domain/clients/client.ts';
import type { ClientId, OrganizationId } from '../domain/ids.ts';

export interface ClientReader {
  /** By id alone: the credential determines the organization. */
  find(id: ClientId): Promise<Client | null>;
  /** By name. */
  list(organizationId: OrganizationId): Promise<Client[]>;
}

export interface ClientSecrets extends StoredSecret {
  readonly previousSecret: PreviousSecret | null;
}

/** What a client is allowed to do. */
export type ClientAllowance = Pick<Client, 'scopes' | 'requestsPerMinute' | 'expiresAt'>;

export interface ClientWriter extends ClientReader {
  /** @throws UniqueViolationError if the organization has one of that name */
  insert(service: Client): Promise<void>;
  /** Whether there was one to remove. */
  remove(organizationId: OrganizationId, id: ClientId): Promise<boolean>;
  /** Replaces the secret. False if there is no such client. */
  setSecrets(organizationId: OrganizationId, id: ClientId, secrets: ClientSecrets): Promise<boolean>;
  /** False if there is no such client. */
  setAllowance(organizationId: OrganizationId, id: ClientId, allowance: ClientAllowance): Promise<boolean>;
  /** Does nothing if there isn't one. */
  setLastUsed(organizationId: OrganizationId, id: ClientId, at: number): Promise<void>;
}
