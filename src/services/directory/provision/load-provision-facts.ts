import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import { parseEmail } from '../../../domain/directory/email.ts';
import { parseRecord, type ReadRecord } from '../../../domain/directory/provision/parse-record.ts';
import type {
  ProvisionContext,
  ProvisionFacts,
} from '../../../domain/directory/provision/provision-facts.ts';
import type { Source } from '../../../domain/directory/source.ts';
import type { SourcePerson, SourceRecord } from '../../../domain/directory/source-person.ts';
import { isId, type UserId } from '../../../domain/ids.ts';
import type { Readers } from '../../../ports/store.ts';

/** What decisions on a source's people rest on; inside a transaction or outside one. */
export type ProvisionReader = Pick<
  Readers,
  'directory' | 'sourcePeople' | 'domains' | 'organizations' | 'groups'
>;

/** What a source tells of one person; `null`: they are gone. */
export interface ToldPerson {
  readonly externalId: string;
  readonly record: SourceRecord | null;
}

/** A person to decide on. */
export interface Entry extends Pick<ProvisionFacts, 'person' | 'links' | 'knownGroups' | 'isManagerKnown'> {
  readonly externalId: string;
  /** `null`: gone, and never in the directory. */
  readonly record: SourceRecord | null;
  readonly read: ReadRecord | null;
}

export interface LoadedFacts {
  readonly entries: readonly Entry[];
  /** The users that the entries are linked to, and those who have one of their logins. */
  readonly users: readonly DirectoryUser[];
}

/**
 * Reads the facts of some people with few statements, however many people.
 * @param told of a person told twice, the later counts
 * @param findMissing those of the ids that the source doesn't tell of in this run
 */
export async function loadProvisionFacts(
  tx: ProvisionReader,
  source: Source,
  context: ProvisionContext,
  told: readonly ToldPerson[],
  findMissing: (externalIds: readonly string[]) => readonly string[],
): Promise<LoadedFacts> {
  const { organizationId } = source;
  const latest = new Map(told.map(({ externalId, record }) => [externalId, record]));
  const stored = await tx.sourcePeople.listByExternalIds(organizationId, source.id, [...latest.keys()]);
  const people = new Map(stored.map((person) => [person.externalId, person]));
  const drafts = [...latest].map(([externalId, said]) => {
    const person = people.get(externalId) ?? null;
    const record = said ?? asGone(person);
    return { externalId, person, record, read: record && parseRecord(record, context.verifiedDomains) };
  });

  const linkedIds = drafts.flatMap(({ person }) => person?.userId ?? []);
  const linked = await listAll(linkedIds, (ids) => tx.directory.listUsersByIds(organizationId, ids));
  const logins = drafts.flatMap(({ read }) => loginsOfRead(read));
  const holders = await listAll(logins, (some) => tx.directory.listUsersByLogins(organizationId, some));
  const users = new Map([...linked, ...holders].map((user) => [user.id, user]));

  const managers = await findUnknownManagers();
  const userOf = ({ person }: (typeof drafts)[number]) =>
    person?.userId == null ? null : (users.get(person.userId) ?? null);
  const links = await loadLinks();
  const groups = await loadGroups();
  const entries = drafts.map((draft): Entry => {
    const user = userOf(draft);
    const own = draft.person === null ? [] : [draft.person];
    return {
      ...draft,
      links: user === null ? [] : (links.get(user.id) ?? own),
      knownGroups: user === null || draft.read?.groups != null ? [] : (groups.get(user.id) ?? []),
      isManagerKnown: typeof draft.read?.manager !== 'string' || !managers.has(draft.read.manager),
    };
  });
  return { entries, users: [...users.values()] };

  /** What other sources say of a user matters only if one of them may decide, or may have given the role. */
  async function loadLinks(): Promise<ReadonlyMap<UserId, SourcePerson[]>> {
    const hasAuthority = Object.values(context.authority).some((authority) => authority !== null);
    const ids = drafts.flatMap((draft) => {
      const user = userOf(draft);
      if (user === null) return [];
      const mayMatter = hasAuthority || user.sourceId !== source.id || user.role !== 'member';
      return mayMatter ? user.id : [];
    });
    const found = await listAll(ids, (some) => tx.sourcePeople.listByUsers(organizationId, some));
    return Map.groupBy(found, ({ userId }) => userId as UserId);
  }

  /** The groups that the source has told before, of those whose records tell none. */
  async function loadGroups(): Promise<ReadonlyMap<UserId, string[]>> {
    if (!source.roleRules.some(({ when }) => when.kind === 'group')) return new Map();
    const ids = drafts.flatMap((draft) => (draft.read?.groups == null ? (userOf(draft)?.id ?? []) : []));
    const found = await listAll(ids, (some) => tx.groups.listMemberships(organizationId, source.id, some));
    const byUser = Map.groupBy(found, ({ userId }) => userId);
    return new Map([...byUser].map(([id, all]) => [id, all.map(({ group }) => group.name)]));
  }

  /** Managers that are no person of the source, no user's id and no login. */
  async function findUnknownManagers(): Promise<ReadonlySet<string>> {
    const unknown = new Set(drafts.flatMap(({ read }) => read?.manager ?? []));
    const forget = (names: Iterable<string>) => {
      for (const name of names) unknown.delete(name);
    };
    forget(latest.keys());
    const missing = new Set(findMissing([...unknown]));
    forget([...unknown].filter((name) => !missing.has(name)));
    const known = await listAll([...unknown], (some) =>
      tx.sourcePeople.listByExternalIds(organizationId, source.id, some),
    );
    forget(known.map(({ externalId }) => externalId));
    const ids = [...unknown].filter((name) => isId('user', name));
    forget(
      (await listAll(ids, (some) => tx.directory.listUsersByIds(organizationId, some))).map(({ id }) => id),
    );
    const addresses = [...unknown].filter((name) => parseEmail(name) !== null);
    const named = await listAll(addresses, (some) => tx.directory.listUsersByLogins(organizationId, some));
    forget(named.flatMap(loginsOfUser));
    forget(drafts.flatMap(({ read }) => loginsOfRead(read)));
    return unknown;
  }
}

/** A person who is gone is as they were, deactivated. */
function asGone(person: SourcePerson | null): SourceRecord | null {
  return person === null || person.userId === null ? null : { ...person.record, status: 'deactivated' };
}

export function loginsOfRead(read: ReadRecord | null): string[] {
  return [read?.email, read?.mobile, read?.alias].filter((login) => typeof login === 'string');
}

export function loginsOfUser({ email, mobile, alias }: DirectoryUser): string[] {
  return [email, mobile, alias].filter((login) => login !== null);
}

async function listAll<Key, Row>(
  keys: readonly Key[],
  list: (keys: readonly Key[]) => Promise<Row[]>,
): Promise<Row[]> {
  return keys.length === 0 ? [] : list([...new Set(keys)]);
}
