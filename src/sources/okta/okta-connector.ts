import type { SourceConnection, SourceConnector } from '../../ports/directory/source.ts';
import type { VendorSetting } from '../../ports/vendor.ts';
import { checkSettings } from '../../vendors/check-settings.ts';
import { isOktaDomain } from '../../vendors/okta/okta-domain.ts';
import { openOkta } from '../../vendors/okta/open-okta.ts';
import { checkGroups, groupsSetting, readGroupsSetting } from '../reading/named-groups.ts';
import { readByTime } from '../reading/read-by-time.ts';
import type { SourceWorld } from '../source-world.ts';
import { readMembers, readUsers } from './okta-api.ts';
import { toRecord } from './okta-user.ts';

const settingList: readonly VendorSetting[] = [
  { name: 'domain', isRequired: true, isSecret: false },
  /** Of a service app; without it, the key is an API token. */
  { name: 'clientId', isRequired: false, isSecret: false },
  { name: 'key', isRequired: true, isSecret: true },
  groupsSetting,
];

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
      return readByTime(world, groups, {
        readUsers: (since, next, signal) => readUsers(okta, since, next, signal),
        readMembers: (group, next, signal) => readMembers(okta, group, next, signal),
        toRecord,
      });
    },
  };
}
