import type { VendorSetting, VendorSettingProblem } from '../ports/vendor.ts';
import { checkUrlSetting } from './http/base-url.ts';

type Problem = VendorSettingProblem['problem'];

/**
 * What is wrong with a source's settings: names that are unknown, required ones that are missing, and values that a check refuses.
 * The address of a fake is one more setting where loopback is allowed.
 */
export function checkSettings(
  known: readonly VendorSetting[],
  settings: Readonly<Record<string, string>>,
  allowLoopback: boolean,
  checks: Readonly<Record<string, (value: string) => Problem | null>> = {},
): VendorSettingProblem[] {
  const open = known.filter(({ isSecret }) => !isSecret);
  const names = new Set(['url', ...open.map(({ name }) => name)]);
  const unknown = Object.keys(settings).filter((name) => !names.has(name));
  const missing = open.filter(({ name, isRequired }) => isRequired && (settings[name] ?? '') === '');
  const wrong = open.flatMap(({ name }): VendorSettingProblem[] => {
    const value = settings[name] ?? '';
    const problem = value === '' ? null : (checks[name]?.(value) ?? null);
    return problem === null ? [] : [{ name, problem }];
  });
  return [
    ...unknown.map((name): VendorSettingProblem => ({ name, problem: 'unknown' })),
    ...missing.map(({ name }): VendorSettingProblem => ({ name, problem: 'missing' })),
    ...wrong,
    ...checkUrlSetting(settings, allowLoopback),
  ];
}
