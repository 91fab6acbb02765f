import type { SourceConnection, SourceConnector, SourceSetting } from '../../ports/directory/source.ts';
import { isHostLabel } from '../http/base-url.ts';
import { checkSettings } from '../reading/check-settings.ts';
import { checkGroups, groupsSetting, readGroupsSetting } from '../reading/named-groups.ts';
import { readByTime } from '../reading/read-by-time.ts';
import type { SourceWorld } from '../source-world.ts';
import { openOneLogin, readMembers, readUsers } from './onelogin-api.ts';
import { toRecord } from './onelogin-user.ts';

const settingList: readonly SourceSetting[] = [
  { name: 'subdomain', isRequired: true, isSecret: false },
  { name: 'clientId', isRequired: true, isSecret: false },
  { name: 'clientSecret', isRequired: true, isSecret: true },
  groupsSetting,
];

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
      return readByTime(world, groups, {
        readUsers: (since, next, signal) => readUsers(oneLogin, since, next, signal),
        readMembers: (group, next, signal) => readMembers(oneLogin, group, next, signal),
        toRecord,
      });
    },
  };
}
