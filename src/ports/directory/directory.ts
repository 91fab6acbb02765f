import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { Role } from '../../domain/directory/roles.ts';
import type { OrganizationId, SourceId, UserId } from '../../domain/ids.ts';

export interface UserPage {
  readonly users: readonly DirectoryUser[];
  /** Hand it back as `after` for the next page; `null` on the last. */
  readonly next: string | null;
}

export interface FoundUsers {
  readonly users: readonly DirectoryUser[];
  /** Whether there are no others. */
  readonly isAll: boolean;
}

export interface DirectoryReader {
  findUser(organizationId: OrganizationId, id: UserId): Promise<DirectoryUser | null>;
  /**
   * @param login a normalized e-mail address, mobile number or alias: any of the user's logins
   */
  findUserByLogin(organizationId: OrganizationId, login: string): Promise<DirectoryUser | null>;
  /**
   * The users who have one of the logins, in no order; for imports. At most 1,000 logins.
   */
  listUsersByLogins(organizationId: OrganizationId, logins: readonly string[]): Promise<DirectoryUser[]>;
  /** The users who have a login that begins with `prefix` (not empty, in lower case), at most `limit`, in no order. */
  listUsersByLoginPrefix(
    organizationId: OrganizationId,
    prefix: string,
    limit: number,
  ): Promise<DirectoryUser[]>;
  /**
   * At most `limit` users, in no order. Each of the words must begin a word of the user's name or employee number.
   * @param words as `toSearchWords` gives them; at least one
   */
  listUsersByWords(
    organizationId: OrganizationId,
    words: readonly string[],
    limit: number,
  ): Promise<FoundUsers>;
  /** In no order; those that there are. At most 1,000 ids. */
  listUsersByIds(organizationId: OrganizationId, ids: readonly UserId[]): Promise<DirectoryUser[]>;
  /** Confirmed users of these roles, at most `limit`: those of the first role first, and within a role by id. */
  listConfirmedByRole(
    organizationId: OrganizationId,
    roles: readonly Role[],
    limit: number,
  ): Promise<DirectoryUser[]>;
  /** A page in the order of the ids. */
  listUsers(organizationId: OrganizationId, page: { after: string | null; limit: number }): Promise<UserPage>;
  countUsers(organizationId: OrganizationId): Promise<number>;
  /** The invited and confirmed users that a source provisioned. */
  countLiveOfSource(organizationId: OrganizationId, sourceId: SourceId): Promise<number>;
}

export interface DirectoryWriter extends DirectoryReader {
  /** @throws UniqueViolationError if one of the logins is another user's in this organization */
  insert(user: DirectoryUser): Promise<void>;
  /** All or none; at most 1,000. @throws UniqueViolationError as for insert */
  insertMany(users: readonly DirectoryUser[]): Promise<void>;
  /**
   * Replaces everything but the id, the organization and `createdAt`.
   * @throws UniqueViolationError as for insert
   * @throws MissingRowError if there is no such user in the organization
   */
  update(user: DirectoryUser): Promise<void>;
}
