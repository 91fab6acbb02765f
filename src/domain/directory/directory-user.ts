import type { OrganizationId, SourceId, UserId } from '../ids.ts';
import type { Role } from './roles.ts';

export const userStatuses = ['invited', 'confirmed', 'suspended', 'deactivated'] as const;
export type UserStatus = (typeof userStatuses)[number];

/** Which of a person's contacts their account is known by. */
export type PrimaryContact = 'email' | 'mobile';

/** A person in the organization's directory. Times are milliseconds since the epoch, UTC. */
export interface DirectoryUser {
  readonly id: UserId;
  readonly organizationId: OrganizationId;
  readonly displayName: string;
  readonly role: Role;
  readonly status: UserStatus;
  /** normalized (`parseEmail`); unique in the organization. At least one of e-mail and mobile is there. */
  readonly email: string | null;
  /** E.164 (`parseMobile`); unique in the organization. */
  readonly mobile: string | null;
  /**
   * A second name to sign in with, written like an e-mail address (a user principal name, say); normalized, and unique like the others.
   * Nothing is sent to it, and it links no one to Slack.
   */
  readonly alias: string | null;
  /** Names a contact that is there. */
  readonly primary: PrimaryContact;
  /** The source that provisioned the user; `null`: the operator's list. It stays when the source is removed. */
  readonly sourceId: SourceId | null;
  /** The user's id in that source. */
  readonly externalId: string | null;
  /** As the source gives it: an external id of the same source, a user id or a login. It may name nothing. */
  readonly manager: string | null;
  readonly department: string | null;
  readonly employeeNumber: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** What a user from the operator's list has of a source: nothing. */
export const noSourceFields = {
  sourceId: null,
  externalId: null,
  manager: null,
  department: null,
  employeeNumber: null,
} as const satisfies Partial<DirectoryUser>;

/** How a user is named by a client and in lists: the primary contact. */
export function loginOf(user: Pick<DirectoryUser, 'primary' | 'email' | 'mobile'>): string {
  return (user.primary === 'email' ? user.email : user.mobile) ?? user.email ?? user.mobile ?? '';
}

/** Every name that the person may sign in with, the primary contact first. */
export function loginsOf(user: Pick<DirectoryUser, 'primary' | 'email' | 'mobile' | 'alias'>): string[] {
  const contacts = user.primary === 'email' ? [user.email, user.mobile] : [user.mobile, user.email];
  return [...contacts, user.alias].filter((login) => login !== null);
}
