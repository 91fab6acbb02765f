import type { SourceRecord } from '../../domain/directory/source-person.ts';
import type { SourceConnection, SourcePage } from '../../ports/directory/source.ts';
import { readPages, type VendorPage } from '../../vendors/http/read-pages.ts';
import type { SourceWorld } from '../source-world.ts';
import { type GroupsOf, type NamedGroup, readNamedGroups } from './named-groups.ts';

/** A vendor that lists everyone, and everyone changed since a time. */
export interface TimedVendor<User extends { readonly id: string }> {
  /** @param since ISO 8601; `null` for everyone @param next `null` for the first page */
  readUsers(since: string | null, next: string | null, signal: AbortSignal): Promise<VendorPage<User>>;
  /** Ids of the members of a group. */
  readMembers(group: NamedGroup, next: string | null, signal: AbortSignal): Promise<VendorPage<string>>;
  toRecord(user: User, groups: readonly string[] | null): SourceRecord;
}

/** A vendor's index is some time behind, and our clock may be ahead of its. What comes twice changes nothing. */
const OVERLAP_MS = 15 * 60_000;

/** Reads such a vendor. With groups it reads everyone each time: lists of changed people don't tell who joined or left a group. */
export function readByTime<User extends { readonly id: string }>(
  { clock }: Pick<SourceWorld, 'clock'>,
  groups: readonly NamedGroup[],
  { readUsers, readMembers, toRecord }: TimedVendor<User>,
): SourceConnection {
  async function* readList(
    since: string | null,
    groupsOf: GroupsOf,
    signal: AbortSignal,
  ): AsyncGenerator<SourcePage> {
    const startedAt = clock.now();
    const pages = readPages(
      (next) => readUsers(since, next, signal),
      ({ id }) => id,
    );
    for await (const users of pages) {
      yield { people: users.map((user) => toRecord(user, groupsOf(user.id))), gone: [], cursor: null };
    }
    const cursor = groups.length > 0 ? null : new Date(startedAt - OVERLAP_MS).toISOString();
    yield { people: [], gone: [], cursor };
  }

  return {
    async test(signal) {
      const { items, next } = await readUsers(null, null, signal);
      for (const group of groups) await readMembers(group, null, signal);
      return { people: next === null ? items.length : null };
    },
    async *readAll(signal) {
      const groupsOf = await readNamedGroups(groups, (group) =>
        readPages(
          (next) => readMembers(group, next, signal),
          (id) => id,
        ),
      );
      yield* readList(null, groupsOf, signal);
    },
    async readChanges(cursor, signal) {
      if (groups.length > 0 || Number.isNaN(Date.parse(cursor))) return null;
      return readList(new Date(cursor).toISOString(), () => null, signal);
    },
  };
}
