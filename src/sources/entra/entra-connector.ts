import type { SourceConnection, SourceConnector, SourcePage } from '../../ports/directory/source.ts';
import type { VendorSetting } from '../../ports/vendor.ts';
import { checkSettings } from '../../vendors/check-settings.ts';
import { checkEntra, entraSettings, isEntraId } from '../../vendors/entra/entra-settings.ts';
import { clouds, openGraph } from '../../vendors/entra/open-graph.ts';
import { readPages } from '../../vendors/http/read-pages.ts';
import type { VendorClient } from '../../vendors/http/vendor-client.ts';
import {
  checkGroups,
  groupsSetting,
  type NamedGroup,
  readGroupsSetting,
  readNamedGroups,
} from '../reading/named-groups.ts';
import type { SourceWorld } from '../source-world.ts';
import { isGuest, toRecord } from './entra-user.ts';
import { type EntraDelta, findCursor, isRemoved, readDelta } from './read-delta.ts';
import { findUser, readMembers, readUsers } from './read-entra.ts';

const settingList: readonly VendorSetting[] = [...entraSettings, groupsSetting];

/** Each changed person is a request; beyond, the whole list is quicker. */
const CHANGES_MAX = 300;
const CHANGES_A_PAGE = 50;

/** Microsoft Entra ID. Guests are left out: they are another organization's people. */
export function createEntraConnector(world: SourceWorld): SourceConnector {
  return {
    kind: 'entra',
    settings: settingList,
    checkSettings: (settings) =>
      checkSettings(settingList, settings, world.allowLoopback, {
        ...checkEntra(new Set(clouds.keys())),
        groups: checkGroups(isEntraId),
      }),
    open(access): SourceConnection {
      const graph = openGraph(world, access);
      const groups = readGroupsSetting(access.settings);
      return {
        async test(signal) {
          const { items, next } = await readUsers(graph, null, signal);
          for (const group of groups) await readMembers(graph, group, null, signal);
          return { people: next === null ? items.filter((user) => !isGuest(user)).length : null };
        },
        readAll: (signal) => readAll(graph, groups, signal),
        async readChanges(cursor, signal) {
          if (groups.length > 0) return null;
          const delta = await readDelta(graph, cursor, CHANGES_MAX, signal);
          return delta === null ? null : readChanged(graph, delta, signal);
        },
      };
    },
  };
}

async function* readAll(
  graph: VendorClient,
  groups: readonly NamedGroup[],
  signal: AbortSignal,
): AsyncGenerator<SourcePage> {
  // Before the list is read, so that a change in the meantime is in the next list of changes.
  const cursor = groups.length > 0 ? null : await findCursor(graph, signal);
  const groupsOf = await readNamedGroups(groups, (group) =>
    readPages(
      (next) => readMembers(graph, group, next, signal),
      (id) => id,
    ),
  );
  const pages = readPages(
    (next) => readUsers(graph, next, signal),
    ({ id }) => id,
  );
  for await (const users of pages) {
    const people = users.filter((user) => !isGuest(user));
    yield { people: people.map((user) => toRecord(user, groupsOf(user.id))), gone: [], cursor: null };
  }
  yield { people: [], gone: [], cursor };
}

async function* readChanged(
  graph: VendorClient,
  { changes, cursor }: EntraDelta,
  signal: AbortSignal,
): AsyncGenerator<SourcePage> {
  const all = [...changes.values()];
  for (let at = 0; at < all.length; at += CHANGES_A_PAGE) {
    const people = [];
    const gone = [];
    for (const change of all.slice(at, at + CHANGES_A_PAGE)) {
      const user = isRemoved(change) ? null : await findUser(graph, change, signal);
      if (user === null || isGuest(user)) gone.push(change.id);
      else people.push(toRecord(user, null));
    }
    yield { people, gone, cursor: null };
  }
  yield { people: [], gone: [], cursor };
}
