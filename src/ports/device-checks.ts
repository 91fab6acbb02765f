import type { DeviceCheckId, OrganizationId, UserId } from '../domain/ids.ts';
import type { DeviceCheck, DeviceProvider } from '../domain/requests/device-check.ts';

export interface DeviceProviderReader {
  /** `null` if the organization has none. */
  find(organizationId: OrganizationId): Promise<DeviceProvider | null>;
}

export interface DeviceProviderWriter extends DeviceProviderReader {
  /** Inserts it, or replaces the organization's. */
  put(provider: DeviceProvider): Promise<void>;
  /** Does nothing if there isn't one. */
  remove(organizationId: OrganizationId): Promise<void>;
}

export interface DeviceCheckReader {
  find(organizationId: OrganizationId, id: DeviceCheckId): Promise<DeviceCheck | null>;
  /** Those of a person that were begun at or after `since`, whatever became of them; in no order. Limits keep them few. */
  listOf(organizationId: OrganizationId, targetId: UserId, since: number): Promise<DeviceCheck[]>;
  /** Those that have not ended and are due, of any organization, what is due longest first. */
  listDue(now: number, limit: number): Promise<DeviceCheck[]>;
}

export interface DeviceCheckWriter extends DeviceCheckReader {
  /** Inserts it, or replaces the one of its id. */
  put(check: DeviceCheck): Promise<void>;
  /** Does nothing if there isn't one. */
  remove(organizationId: OrganizationId, id: DeviceCheckId): Promise<void>;
  /** Removes what was begun before that time and has ended. */
  removeEnded(organizationId: OrganizationId, before: number): Promise<void>;
}
