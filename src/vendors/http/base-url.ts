import type { VendorSettingProblem } from '../../ports/vendor.ts';

/** Names of this machine, as they stand in an address. */
const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** @public The optional setting that replaces a vendor's addresses by those of a fake on this machine. */
export const urlSetting = { name: 'url', isRequired: false, isSecret: false } as const;

/**
 * Problems of the setting `url`. Vendors have fixed addresses, so it is unknown unless loopback is allowed, and then it names this machine:
 * a credential can't be sent elsewhere by a change of settings.
 */
export function checkUrlSetting(
  settings: Readonly<Record<string, string>>,
  allowLoopback: boolean,
): VendorSettingProblem[] {
  const { url } = settings;
  if (url === undefined) return [];
  if (!allowLoopback) return [{ name: 'url', problem: 'unknown' }];
  if (!URL.canParse(url) || !/^https?:/.test(url)) return [{ name: 'url', problem: 'not_a_url' }];
  const { hostname, username, password, search, hash } = new URL(url);
  if (username + password + search + hash !== '') return [{ name: 'url', problem: 'malformed' }];
  return loopback.test(hostname) ? [] : [{ name: 'url', problem: 'not_a_choice' }];
}

/** One label of a host name, such as a company's name before `.bamboohr.com`: it can hold no dot, slash or at sign. */
export function isHostLabel(text: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(text);
}
