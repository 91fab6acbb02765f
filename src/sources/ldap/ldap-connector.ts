import { type Client, EqualityFilter, NoSuchObjectError } from 'ldapts';
import type { SourceConnection, SourceConnector, SourcePage } from '../../ports/directory/source.ts';
import { VendorError, type VendorSetting } from '../../ports/vendor.ts';
import { checkSettings } from '../../vendors/check-settings.ts';
import {
  checkGroups,
  groupsSetting,
  type NamedGroup,
  noSuchGroup,
  readGroupsSetting,
} from '../reading/named-groups.ts';
import type { SourceWorld } from '../source-world.ts';
import { idOf, type LdapEntry, readTexts, toRecord } from './ldap-person.ts';
import { type LdapPreset, presetOf } from './ldap-preset.ts';
import { withLdap } from './ldap-server.ts';

const PEOPLE_A_PAGE = 500;
const UUID = /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;

const settingList: readonly VendorSetting[] = [
  { name: 'server', isRequired: true, isSecret: false },
  { name: 'bindDn', isRequired: true, isSecret: false },
  { name: 'password', isRequired: true, isSecret: true },
  { name: 'base', isRequired: true, isSecret: false },
  { name: 'preset', isRequired: true, isSecret: false },
  { name: 'filter', isRequired: false, isSecret: false },
  { name: 'ca', isRequired: false, isSecret: false },
  groupsSetting,
];

/**
 * LDAP: Active Directory and OpenLDAP. The server is the organization's own, so its address may be private. Referrals are not followed: they
 * would send the password to a server that no one named. Deleted people are missing from the list, which says the same.
 */
export function createLdapConnector(world: SourceWorld): SourceConnector {
  return {
    kind: 'ldap',
    settings: settingList,
    checkSettings: (settings) =>
      checkSettings(settingList, settings, world.allowLoopback, {
        server: checkServer,
        preset: (value) => (value === 'ad' || value === 'openldap' ? null : 'not_a_choice'),
        filter: (value) => (/^\(.*\)$/s.test(value) ? null : 'malformed'),
        ca: (value) => (value.includes('-----BEGIN CERTIFICATE-----') ? null : 'malformed'),
        groups: checkGroups(UUID),
      }),
    open(access): SourceConnection {
      const { settings } = access;
      const reader = {
        preset: presetOf(settings.preset),
        base: settings.base ?? '',
        own: settings.filter ?? '',
      };
      const groups = readGroupsSetting(settings);
      return {
        async test(signal) {
          const pages = withLdap(access, signal, async function* (client) {
            for (const group of groups) await findGroup(client, reader, group);
            yield* readPeople(client, reader);
          });
          for await (const people of pages)
            return { people: people.length < PEOPLE_A_PAGE ? people.length : null };
          return { people: 0 };
        },
        readAll: (signal) =>
          withLdap(access, signal, async function* (client): AsyncGenerator<SourcePage> {
            const groupsOf = await readMembers(client, reader, groups);
            for await (const entries of readPeople(client, reader)) {
              const people = entries.flatMap(
                (entry) => toRecord(entry, reader.preset, groupsOf(entry.dn)) ?? [],
              );
              yield { people, gone: [], cursor: null };
            }
          }),
        readChanges: async () => null,
      };
    },
  };
}

function checkServer(value: string): 'not_a_url' | 'malformed' | null {
  if (!URL.canParse(value)) return 'not_a_url';
  const { protocol, hostname, pathname, search, username, password } = new URL(value);
  if (protocol !== 'ldaps:' && protocol !== 'ldap:') return 'not_a_url';
  const isPlain =
    hostname !== '' && (pathname === '' || pathname === '/') && search + username + password === '';
  return isPlain ? null : 'malformed';
}

interface Reader {
  readonly preset: LdapPreset;
  readonly base: string;
  /** A filter of the operator's, on top of the preset's. */
  readonly own: string;
}

/** A server that ends the list early, by a limit of its own, answers with an error: half a list never passes for the whole. */
async function* readPeople(client: Client, { preset, base, own }: Reader): AsyncGenerator<LdapEntry[]> {
  const { id, people, name, email, alias, mobile, department, employeeNumber, title, flags } = preset;
  const optional = [alias, flags].filter((each) => each !== null);
  const seen = new Set<string>();
  const pages = client.searchPaginated(base, {
    scope: 'sub',
    filter: own === '' ? people : `(&${people}${own})`,
    attributes: [id, 'cn', name, email, mobile, department, employeeNumber, title, ...optional],
    explicitBufferAttributes: ['objectGUID'],
    paged: { pageSize: PEOPLE_A_PAGE },
  });
  for await (const { searchEntries } of pages) {
    const before = seen.size;
    for (const entry of searchEntries) seen.add(idOf(entry, preset));
    if (searchEntries.length > 0 && seen.size === before)
      throw new VendorError('unexpected_answer', 'a page repeats');
    yield searchEntries;
  }
}

async function findGroup(client: Client, { preset, base }: Reader, group: NamedGroup): Promise<LdapEntry> {
  const filter = new EqualityFilter({
    attribute: preset.id,
    value: preset.id === 'objectGUID' ? readGuid(group.id) : group.id,
  });
  const { searchEntries } = await client.search(base, { scope: 'sub', filter, attributes: ['1.1'] });
  const [named] = searchEntries;
  const found = named === undefined ? null : await readGroup(client, named.dn);
  if (found === null) throw noSuchGroup(group);
  return found;
}

const memberAttributes = ['member', 'uniqueMember'];

/** Members of a group inside a group are members of both, as Active Directory has it. @returns names of groups by a person's DN */
async function readMembers(
  client: Client,
  reader: Reader,
  groups: readonly NamedGroup[],
): Promise<(dn: string) => readonly string[] | null> {
  if (groups.length === 0) return () => null;
  const namesByDn = new Map<string, string[]>();
  const known = await readGroupNames(client, reader);
  for (const group of groups) {
    const seen = new Set<string>();
    const waiting = [await findGroup(client, reader, group)];
    for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
      for (const dn of membersOf(entry)) {
        const key = spellDn(dn);
        if (seen.has(key)) continue;
        seen.add(key);
        namesByDn.set(key, [...(namesByDn.get(key) ?? []), group.name]);
        const inner = known.has(key) ? await readGroup(client, dn) : null;
        if (inner !== null) waiting.push(inner);
      }
    }
  }
  return (dn) => namesByDn.get(spellDn(dn)) ?? [];
}

function membersOf(entry: LdapEntry): string[] {
  // Active Directory gives the members of a large group in ranges: part of them would look like all.
  if (Object.keys(entry).some((name) => name.toLowerCase().includes(';range=')))
    throw new VendorError('too_large', 'group members');
  return memberAttributes.flatMap((name) => readTexts(entry[name]));
}

const ANY_GROUP = '(|(objectClass=group)(objectClass=groupOfNames)(objectClass=groupOfUniqueNames))';

/** The names alone, so that only members that are groups are looked up. */
async function readGroupNames(client: Client, { base }: Reader): Promise<Set<string>> {
  const names = new Set<string>();
  const options = { scope: 'sub', filter: ANY_GROUP, paged: { pageSize: PEOPLE_A_PAGE } } as const;
  for await (const { searchEntries } of client.searchPaginated(base, { ...options, attributes: ['1.1'] }))
    for (const { dn } of searchEntries) names.add(spellDn(dn));
  return names;
}

/** `null` if it is no group, or went meanwhile. */
async function readGroup(client: Client, dn: string): Promise<LdapEntry | null> {
  try {
    const { searchEntries } = await client.search(dn, {
      scope: 'base',
      filter: ANY_GROUP,
      attributes: memberAttributes,
    });
    return searchEntries[0] ?? null;
  } catch (error) {
    if (error instanceof NoSuchObjectError) return null;
    throw error;
  }
}

function spellDn(dn: string): string {
  return dn.toLowerCase().replace(/\s*([,=])\s*/g, '$1');
}

function readGuid(text: string): Buffer {
  const parts = text.split('-').map((part) => Buffer.from(part, 'hex'));
  return Buffer.concat(parts.map((part, index) => (index < 3 ? Buffer.from(part).reverse() : part)));
}
