import type { OrganizationId, UserId } from './ids.ts';
import type { Role } from './roles.ts';

export const userStatuses = ['invited', 'confirmed', 'suspended', 'deactivated'] as const;
export type UserStatus = (typeof userStatuses)[number];

/** What a person's account is known by: exactly one of an e-mail address or a mobile number. */
export type PrimaryContact =
  | { readonly kind: 'email'; readonly email: string }
  | { readonly kind: 'mobile'; readonly mobile: string };

/** A person in the organization's directory. Times are milliseconds since the epoch, UTC. */
export interface DirectoryUser {
  readonly id: UserId;
  readonly organizationId: OrganizationId;
  readonly displayName: string;
  readonly role: Role;
  readonly status: UserStatus;
  readonly primary: PrimaryContact;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** How a user is named by a relying service and in the directory: the e-mail address, else the mobile number. */
export function loginOf(user: Pick<DirectoryUser, 'primary'>): string {
  return user.primary.kind === 'email' ? user.primary.email : user.primary.mobile;
}
