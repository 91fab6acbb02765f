import type { Group } from '../../domain/directory/group.ts';
import type { GroupId, OrganizationId, SourceId, UserId } from '../../domain/ids.ts';

export interface GroupReader {
  find(organizationId: OrganizationId, id: GroupId): Promise<Group | null>;
  /** Without regard to case. */
  findByName(organizationId: OrganizationId, sourceId: SourceId, name: string): Promise<Group | null>;
  findByExternalId(
    organizationId: OrganizationId,
    sourceId: SourceId,
    externalId: string,
  ): Promise<Group | null>;
  /** Of one source, or of all; in the order of ids. */
  list(
    organizationId: OrganizationId,
    page: {
      readonly sourceId: SourceId | null;
      readonly after: GroupId | null;
      readonly limit: number;
    },
  ): Promise<Group[]>;
  count(organizationId: OrganizationId, sourceId: SourceId | null): Promise<number>;
  /** In the order of ids. */
  listMembers(
    organizationId: OrganizationId,
    id: GroupId,
    page: { readonly after: UserId | null; readonly limit: number },
  ): Promise<UserId[]>;
  /** In the order of ids. */
  listOfUser(organizationId: OrganizationId, userId: UserId): Promise<Group[]>;
  /** The memberships of several users, at most 1,000, in the groups of one source; in no order. */
  listMemberships(
    organizationId: OrganizationId,
    sourceId: SourceId,
    userIds: readonly UserId[],
  ): Promise<Membership[]>;
}

export interface Membership {
  readonly userId: UserId;
  readonly group: Group;
}

export interface GroupWriter extends GroupReader {
  /** @throws UniqueViolationError if the source has a group of that name or external id */
  insert(group: Group): Promise<void>;
  /** Name, external id and `updatedAt`. @throws as insert; MissingRowError */
  update(group: Group): Promise<void>;
  /** With its memberships. Does nothing if there isn't one. */
  remove(organizationId: OrganizationId, id: GroupId): Promise<void>;
  /**
   * At most 1,000 users of the organization. Those who are members already stay members.
   * @throws MissingRowError if there is no such group
   */
  addMembers(organizationId: OrganizationId, id: GroupId, userIds: readonly UserId[]): Promise<void>;
  /** At most 1,000. Does nothing to those who are no members. */
  removeMembers(organizationId: OrganizationId, id: GroupId, userIds: readonly UserId[]): Promise<void>;
}
