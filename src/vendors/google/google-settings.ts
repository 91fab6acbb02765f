import type { VendorSetting, VendorSettingProblem } from '../../ports/vendor.ts';

/** What it takes to log in as a service account. */
export const googleSettings: readonly VendorSetting[] = [
  { name: 'admin', isRequired: true, isSecret: false },
  { name: 'keyFile', isRequired: true, isSecret: true },
];

type Check = (value: string) => VendorSettingProblem['problem'] | null;

export const checkGoogle: Readonly<Record<string, Check>> = {
  admin: (value) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? null : 'malformed'),
};
