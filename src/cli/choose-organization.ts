import type { Organization } from '../domain/organization.ts';
import { toPrintable } from './print.ts';

export type ChosenOrganization =
  | { readonly kind: 'chosen'; readonly organization: Organization }
  | { readonly kind: 'problem'; readonly problem: string };

/** The organization named by id or by name, or the only one there is. */
export function chooseOrganization(
  organizations: readonly Organization[],
  wanted: string | undefined,
): ChosenOrganization {
  if (organizations.length === 0) {
    return { kind: 'problem', problem: 'There is no organization yet: run `backupcode init` first.' };
  }
  const fitting = organizations.filter(
    ({ id, name }) => wanted === undefined || id === wanted || name.toLowerCase() === wanted.toLowerCase(),
  );
  const [organization] = fitting;
  if (organization !== undefined && fitting.length === 1) return { kind: 'chosen', organization };
  const known = organizations.map(({ id, name }) => `  ${id}  ${toPrintable(name)}`).join('\n');
  const what =
    fitting.length > 1
      ? 'There is more than one organization: say which with --organization and an id.'
      : 'There is no such organization.';
  return { kind: 'problem', problem: `${what} Known are:\n${known}` };
}
