import type {
  SourceConnection,
  SourceConnector,
  SourcePage,
  SourceSetting,
} from '../../ports/directory/source.ts';
import { readPages } from '../http/read-pages.ts';
import { checkSettings } from '../reading/check-settings.ts';
import {
  checkGroups,
  type GroupsOf,
  groupsSetting,
  readGroupsSetting,
  readNamedGroups,
} from '../reading/named-groups.ts';
import type { SourceWorld } from '../source-world.ts';
import { openOkta, readMembers, readUsers } from './okta-api.ts';
import { isOktaDomain } from './okta-domain.ts';
import { toRecord } from './okta-user.ts';

const settingList: readonly SourceSetting[] = [
  { name: 'domain', isRequired: true, isSecret: false },
  /** Of a service app; without it, the key is an API token. */
  { name: 'clientId', isRequired: false, isSecret: false },
  { name: 'key', isRequired: true, isSecret: true },
  groupsSetting,
];

/** The search index is some time behind, and our clock may be ahead. What comes twice changes nothing. */
const OVERLAP_MS = 15 * 60_000;

/** Okta. Who is deprovisioned is not in the whole list, which says the same; in a list of changes they are. */
export function createOktaConnector(world: SourceWorld): SourceConnector {
  return {
    kind: 'okta',
    settings: settingList,
    checkSettings: (settings) =>
      checkSettings(settingList, settings, world.allowLoopback, {
        domain: (value) => (isOktaDomain(value) ? null : 'malformed'),
        clientId: (value) => (/^\w{1,64}$/.test(value) ? null : 'malformed'),
        groups: checkGroups(/^\w{1,64}$/),
      }),
    open(access): SourceConnection {
      const groups = readGroupsSetting(access.settings);
      const scopes = ['okta.users.read', ...(groups.length > 0 ? ['okta.groups.read'] : [])];
      const okta = openOkta(world, access, scopes);

      async function* readList(
        search: string | null,
        groupsOf: GroupsOf,
        signal: AbortSignal,
      ): AsyncGenerator<SourcePage> {
        const startedAt = world.clock.now();
        const pages = readPages(
          (link) => readUsers(okta, search, link, signal),
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
          const { items, next } = await readUsers(okta, null, null, signal);
          for (const group of groups) await readMembers(okta, group, null, signal);
          return { people: next === null ? items.length : null };
        },
        async *readAll(signal) {
          const groupsOf = await readNamedGroups(groups, (group) =>
            readPages(
              (link) => readMembers(okta, group, link, signal),
              (id) => id,
            ),
          );
          yield* readList(null, groupsOf, signal);
        },
        async readChanges(cursor, signal) {
          if (groups.length > 0 || Number.isNaN(Date.parse(cursor))) return null;
          return readList(`lastUpdated gt "${new Date(cursor).toISOString()}"`, () => null, signal);
        },
      };
    },
  };
}
