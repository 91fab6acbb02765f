import type { OrganizationId, SourceId } from '../../domain/ids.ts';

export type ScimResourceType = 'User' | 'Group';

/** A SCIM resource as its client wrote it. What decides anything is in the directory; this is what the client reads back. */
export interface ScimResource {
  readonly organizationId: OrganizationId;
  readonly sourceId: SourceId;
  readonly type: ScimResourceType;
  /** The id of the user or group. */
  readonly id: string;
  /** `userName` or `displayName`, folded to lower case; unique in the source and type. */
  readonly name: string;
  readonly externalId: string | null;
  /** Every e-mail address, folded to lower case. */
  readonly emails: readonly string[];
  /** The attributes, as JSON; without `id`, `meta` and the members of a group. */
  readonly content: string;
  /** Rises by one with every change. */
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface ScimResourceKey {
  readonly organizationId: OrganizationId;
  readonly sourceId: SourceId;
  readonly type: ScimResourceType;
}

export interface ScimResourceReader {
  find(key: ScimResourceKey, id: string): Promise<ScimResource | null>;
  /** Those with this value, by index; in the order of ids; at most `limit`. Names and e-mails are folded by the caller. */
  listBy(
    key: ScimResourceKey,
    where: { readonly field: 'name' | 'externalId' | 'email'; readonly value: string },
    limit: number,
  ): Promise<ScimResource[]>;
  /** In the order of ids: after an id, by index, and after skipping so many, which takes longer the more there are. */
  list(
    key: ScimResourceKey,
    page: { readonly after: string | null; readonly skip: number; readonly limit: number },
  ): Promise<ScimResource[]>;
  /** Takes as long for a million as for one. */
  count(key: ScimResourceKey): Promise<number>;
}

export interface ScimResourceWriter extends ScimResourceReader {
  /** @throws UniqueViolationError if the name is another's of this source and type */
  insert(resource: ScimResource): Promise<void>;
  /** Replaces everything but the key, the id and `createdAt`. @throws as insert; MissingRowError */
  update(resource: ScimResource): Promise<void>;
  /** Does nothing if there isn't one. */
  remove(key: ScimResourceKey, id: string): Promise<void>;
}
