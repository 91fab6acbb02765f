import { z } from 'zod';
import type { SourceConnection, SourceConnector, SourcePage } from '../../ports/directory/source.ts';
import type { VendorSetting } from '../../ports/vendor.ts';
import { checkSettings } from '../../vendors/check-settings.ts';
import { checkGoogle, googleSettings } from '../../vendors/google/google-settings.ts';
import { openGoogle } from '../../vendors/google/open-google.ts';
import { readPages } from '../../vendors/http/read-pages.ts';
import {
  checkGroups,
  groupsSetting,
  type NamedGroup,
  noSuchGroup,
  readGroupsSetting,
  readNamedGroups,
} from '../reading/named-groups.ts';
import type { SourceWorld } from '../source-world.ts';
import { googleUser, toRecord } from './google-user.ts';

const USERS_A_PAGE = 500;
const MEMBERS_A_PAGE = 200;
const SCOPE = 'https://www.googleapis.com/auth/admin.directory';

const nextPageToken = z.string().min(1).nullish();
/** Google leaves an empty list out. */
const userList = z.object({ users: z.array(googleUser).nullish(), nextPageToken });
const memberList = z.object({
  members: z.array(z.object({ id: z.string().nullish(), type: z.string().nullish() })).nullish(),
  nextPageToken,
});

const settingList: readonly VendorSetting[] = [...googleSettings, groupsSetting];

/**
 * Google Workspace. Deleted people are not asked for: they are missing from the list, which says the same. Google has no list of changes.
 */
export function createGoogleConnector(world: SourceWorld): SourceConnector {
  return {
    kind: 'google',
    settings: settingList,
    checkSettings: (settings) =>
      checkSettings(settingList, settings, world.allowLoopback, {
        ...checkGoogle,
        // An address or an id; never a part of a path.
        groups: checkGroups(/^[\w.+-]+(@[\w.-]+)?$/),
      }),
    open(access): SourceConnection {
      const groups = readGroupsSetting(access.settings);
      const scopes = [
        `${SCOPE}.user.readonly`,
        ...(groups.length > 0 ? [`${SCOPE}.group.member.readonly`] : []),
      ];
      const client = openGoogle(world, access, scopes);

      async function readUsers(pageToken: string | null, maxResults: number, signal: AbortSignal) {
        const { body } = await client.send({
          path: '/admin/directory/v1/users',
          query: { customer: 'my_customer', maxResults, ...(pageToken === null ? {} : { pageToken }) },
          schema: userList,
          signal,
        });
        return { items: body.users ?? [], next: body.nextPageToken ?? null };
      }

      async function readMembers(group: NamedGroup, pageToken: string | null, signal: AbortSignal) {
        const request = {
          path: `/admin/directory/v1/groups/${encodeURIComponent(group.id)}/members`,
          query: { maxResults: MEMBERS_A_PAGE, ...(pageToken === null ? {} : { pageToken }) },
          schema: memberList,
          signal,
        };
        const answer = await client.find(request, [404]);
        if (answer === null) throw noSuchGroup(group);
        const { members, nextPageToken: next } = answer.body;
        const people = (members ?? []).filter(({ type }) => type === 'USER');
        return { items: people.flatMap(({ id }) => (id ? [id] : [])), next: next ?? null };
      }

      async function* readAll(signal: AbortSignal): AsyncGenerator<SourcePage> {
        const groupsOf = await readNamedGroups(groups, (group) =>
          readPages(
            (next) => readMembers(group, next, signal),
            (id) => id,
          ),
        );
        const pages = readPages(
          (next) => readUsers(next, USERS_A_PAGE, signal),
          ({ id }) => id,
        );
        for await (const users of pages) {
          const people = users.filter(({ isGuestUser }) => isGuestUser !== true);
          yield { people: people.map((user) => toRecord(user, groupsOf(user.id))), gone: [], cursor: null };
        }
      }

      return {
        async test(signal) {
          const { items, next } = await readUsers(null, USERS_A_PAGE, signal);
          for (const group of groups) await readMembers(group, null, signal);
          return { people: next === null ? items.length : null };
        },
        readAll,
        readChanges: async () => null,
      };
    },
  };
}
