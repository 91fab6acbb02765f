import type { VendorSetting, VendorSettingProblem } from '../../ports/vendor.ts';

const uuid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
export const isEntraId = new RegExp(`^${uuid}$`, 'i');
const isTenant = new RegExp(`^(${uuid}|[a-z0-9-]+(\\.[a-z0-9-]+)+)$`, 'i');

/** What it takes to log in as an application. */
export const entraSettings: readonly VendorSetting[] = [
  { name: 'tenant', isRequired: true, isSecret: false },
  { name: 'clientId', isRequired: true, isSecret: false },
  { name: 'clientSecret', isRequired: true, isSecret: true },
  { name: 'cloud', isRequired: false, isSecret: false },
];

type Check = (value: string) => VendorSettingProblem['problem'] | null;

/** @param clouds those that can be chosen */
export function checkEntra(clouds: ReadonlySet<string>): Readonly<Record<string, Check>> {
  return {
    tenant: (value) => (isTenant.test(value) ? null : 'malformed'),
    clientId: (value) => (isEntraId.test(value) ? null : 'malformed'),
    cloud: (value) => (clouds.has(value) ? null : 'not_a_choice'),
  };
}
