import type { Conflict } from '../../domain/directory/conflict.ts';
import type { Source } from '../../domain/directory/source.ts';
import type { SourcePerson } from '../../domain/directory/source-person.ts';
import type { ClientId, ConflictId, OrganizationId, SourceId, UserId } from '../../domain/ids.ts';

export interface SourceReader {
  find(organizationId: OrganizationId, id: SourceId): Promise<Source | null>;
  /** By name. */
  list(organizationId: OrganizationId): Promise<Source[]>;
  /** The source that a SCIM client writes. */
  findByClient(organizationId: OrganizationId, clientId: ClientId): Promise<Source | null>;
  /** Of all organizations, in order of ids: those with a schedule, or with a run that is under way. For background work. */
  listScheduled(after: SourceId | null, limit: number): Promise<Source[]>;
}

export interface SourceWriter extends SourceReader {
  /** @throws UniqueViolationError if the organization has a source of that name, or one that the client writes */
  insert(source: Source): Promise<void>;
  /** Replaces everything but the id, the organization, the kind and `createdAt`. @throws as insert; MissingRowError */
  update(source: Source): Promise<void>;
  /**
   * Removes up to `limit` of its people, conflicts, memberships, groups and SCIM resources, for a source that has more than one
   * transaction should remove. @returns how many; fewer than `limit` if none is left. `scimResources.count` may be too high until `remove`.
   */
  removeSome(organizationId: OrganizationId, id: SourceId, limit: number): Promise<number>;
  /**
   * With its people, conflicts, groups and SCIM resources. The users stay as they are, and name it still. Does nothing if there isn't one.
   */
  remove(organizationId: OrganizationId, id: SourceId): Promise<void>;
}

export interface SourcePersonReader {
  find(organizationId: OrganizationId, sourceId: SourceId, externalId: string): Promise<SourcePerson | null>;
  /** At most 1,000 ids; in no order. */
  listByExternalIds(
    organizationId: OrganizationId,
    sourceId: SourceId,
    externalIds: readonly string[],
  ): Promise<SourcePerson[]>;
  /** In the order of external ids, by code points. */
  listPage(
    organizationId: OrganizationId,
    sourceId: SourceId,
    page: { readonly after: string | null; readonly limit: number },
  ): Promise<SourcePerson[]>;
  /** What every source says of a user; what was updated longest ago first. */
  listByUser(organizationId: OrganizationId, userId: UserId): Promise<SourcePerson[]>;
  /** The same of several users, at most 1,000; of each, what was updated longest ago first. */
  listByUsers(organizationId: OrganizationId, userIds: readonly UserId[]): Promise<SourcePerson[]>;
  count(organizationId: OrganizationId, sourceId: SourceId): Promise<number>;
}

export interface SourcePersonWriter extends SourcePersonReader {
  /** Inserts or replaces; at most 1,000. */
  putMany(people: readonly SourcePerson[]): Promise<void>;
  /** Does nothing if there isn't one. */
  remove(organizationId: OrganizationId, sourceId: SourceId, externalId: string): Promise<void>;
}

export interface ConflictReader {
  find(organizationId: OrganizationId, id: ConflictId): Promise<Conflict | null>;
  /** The oldest first; of one source, or of all; after a place, so that the conflict there may be gone by then. */
  list(
    organizationId: OrganizationId,
    page: {
      readonly sourceId: SourceId | null;
      readonly after: Pick<Conflict, 'since' | 'id'> | null;
      readonly limit: number;
    },
  ): Promise<Conflict[]>;
  /** At most 1,000 ids; in no order. */
  listByExternalIds(
    organizationId: OrganizationId,
    sourceId: SourceId,
    externalIds: readonly string[],
  ): Promise<Conflict[]>;
  count(organizationId: OrganizationId, sourceId: SourceId | null): Promise<number>;
}

export interface ConflictWriter extends ConflictReader {
  /** At most 1,000. */
  insertMany(conflicts: readonly Conflict[]): Promise<void>;
  /** Does nothing if there isn't one. */
  remove(organizationId: OrganizationId, id: ConflictId): Promise<void>;
}
