import type { GroupId, OrganizationId, SourceId } from '../ids.ts';

/** A group of users, kept by the source that told it. */
export interface Group {
  readonly id: GroupId;
  readonly organizationId: OrganizationId;
  readonly sourceId: SourceId;
  /** The group's id in the source; `null` if the source knows groups by their names. */
  readonly externalId: string | null;
  /** Unique in the source, without regard to case and spaces around it. */
  readonly name: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/**
 * Two names that differ only in case, in spaces around them, or in how Unicode composes a letter, name one group: a role rule could not tell
 * them apart either.
 */
export function foldGroupName(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}
