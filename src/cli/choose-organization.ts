import type { Organization } from '../domain/organization/organization.ts';
import { say } from '../messages/say.ts';
import { quote, toPrintable } from './print.ts';

export type ChosenOrganization =
  | { readonly kind: 'chosen'; readonly organization: Organization }
  | { readonly kind: 'problem'; readonly problem: string };

/** The organization named by id or by name, or the only one there is. */
export function chooseOrganization(
  organizations: readonly Organization[],
  wanted: string | undefined,
): ChosenOrganization {
  if (organizations.length === 0) {
    return { kind: 'problem', problem: say('cli.program.noOrganization') };
  }
  const fitting = organizations.filter(
    ({ id, name }) => wanted === undefined || id === wanted || name.toLowerCase() === wanted.toLowerCase(),
  );
  const [organization] = fitting;
  if (organization !== undefined && fitting.length === 1) return { kind: 'chosen', organization };
  const list = organizations.map(({ id, name }) => `  ${id}  ${toPrintable(name)}`).join('\n');
  const problem =
    wanted === undefined || fitting.length > 1
      ? say('cli.program.severalOrganizations', { list })
      : say('cli.program.unknownOrganization', { wanted: quote(wanted), list });
  return { kind: 'problem', problem };
}
