import type { SourceSetting, SourceSettingProblem } from '../ports/source.ts';

/** Required settings that are missing, and those that the kind doesn't have. Secret ones are not among the settings. */
export function checkNames(
  settings: Readonly<Record<string, string>>,
  known: readonly SourceSetting[],
): SourceSettingProblem[] {
  const open = known.filter(({ isSecret }) => !isSecret);
  const missing = open.filter(({ name, isRequired }) => isRequired && (settings[name] ?? '') === '');
  const unknown = Object.keys(settings).filter((name) => !open.some((setting) => setting.name === name));
  return [
    ...missing.map(({ name }): SourceSettingProblem => ({ name, problem: 'missing' })),
    ...unknown.map((name): SourceSettingProblem => ({ name, problem: 'unknown' })),
  ];
}

/** A problem of a setting that is given and doesn't have the form. */
export function checkForm(
  settings: Readonly<Record<string, string>>,
  name: string,
  isGood: (value: string) => boolean,
): SourceSettingProblem[] {
  const value = settings[name] ?? '';
  return value === '' || isGood(value) ? [] : [{ name, problem: 'malformed' }];
}
