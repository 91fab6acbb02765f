import type { SourceConnection, SourceConnector } from '../../ports/directory/source.ts';
import type { VendorSetting } from '../../ports/vendor.ts';
import { checkSettings } from '../../vendors/check-settings.ts';
import { isHostLabel } from '../../vendors/http/base-url.ts';
import { openOneLogin } from '../../vendors/onelogin/open-onelogin.ts';
import { checkGroups, groupsSetting, readGroupsSetting } from '../reading/named-groups.ts';
import { readByTime } from '../reading/read-by-time.ts';
import type { SourceWorld } from '../source-world.ts';
import { readMembers, readUsers } from './onelogin-api.ts';
import { toRecord } from './onelogin-user.ts';

const settingList: readonly VendorSetting[] = [
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
