import type {
  SourceConnection,
  SourceConnector,
  SourcePage,
  SourceSetting,
} from '../../ports/directory/source.ts';
import { isHostLabel } from '../http/base-url.ts';
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
import { openOneLogin, readMembers, readUsers } from './onelogin-api.ts';
import { toRecord } from './onelogin-user.ts';

const settingList: readonly SourceSetting[] = [
  { name: 'subdomain', isRequired: true, isSecret: false },
  { name: 'clientId', isRequired: true, isSecret: false },
  { name: 'clientSecret', isRequired: true, isSecret: true },
  groupsSetting,
];

/** Our clock may be ahead of OneLogin's. What comes twice changes nothing. */
const OVERLAP_MS = 15 * 60_000;

/** OneLogin. Its roles are read as groups. */
export function createOneLoginConnector(world: SourceWorld): SourceConnector {
  return {
    kind: 'onelogin',
    settings: settingList,
    checkSettings: (settings) =>
      checkSettings(settingList, settings, world.allowLoopback, {
        subdomain: (value) => (isHostLabel(value) ? null : 'malformed'),
        clientId: (value) => (/^\w{1,128}$/.test(value) ? null : 'malformed'),
        groups: checkGroups(/^\d{1,18}$/),
      }),
    open(access): SourceConnection {
      const groups = readGroupsSetting(access.settings);
      const oneLogin = openOneLogin(world, access);

      async function* readList(
        since: string | null,
        groupsOf: GroupsOf,
        signal: AbortSignal,
      ): AsyncGenerator<SourcePage> {
        const startedAt = world.clock.now();
        const pages = readPages(
          (cursor) => readUsers(oneLogin, since, cursor, signal),
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
          const { items, next } = await readUsers(oneLogin, null, null, signal);
          for (const group of groups) await readMembers(oneLogin, group, null, signal);
          return { people: next === null ? items.length : null };
        },
        async *readAll(signal) {
          const groupsOf = await readNamedGroups(groups, (group) =>
            readPages(
              (cursor) => readMembers(oneLogin, group, cursor, signal),
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
    },
  };
}
