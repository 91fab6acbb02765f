import { z } from 'zod';
import type { UserStatus } from '../../domain/directory/directory-user.ts';
import type { SourceRecord } from '../../domain/directory/source-person.ts';
import { readDay } from '../reading/day.ts';
import { attributesOf, joinName, optionalText } from '../reading/text.ts';

/** One employee of a report. */
export const bambooPerson = z.object({
  id: z.union([z.string().min(1), z.number()]).transform(String),
  firstName: optionalText,
  lastName: optionalText,
  preferredName: optionalText,
  workEmail: optionalText,
  mobilePhone: optionalText,
  department: optionalText,
  division: optionalText,
  location: optionalText,
  jobTitle: optionalText,
  supervisorEmail: optionalText,
  employeeNumber: optionalText,
  status: optionalText,
  hireDate: optionalText,
});
export type BambooPerson = z.output<typeof bambooPerson>;

/** The fields of the report; the id always comes. `homeEmail` is not among them: no one signs in with it. */
export const bambooFields = Object.keys(bambooPerson.shape).filter((name) => name !== 'id');

/** Without these, everybody would look as if they had left, or had no address. BambooHR leaves out silently what a key may not see. */
export const bambooRequiredFields = ['firstName', 'lastName', 'workEmail', 'status'];

export function toRecord(person: BambooPerson, today: string): SourceRecord {
  const { jobTitle: title, division, location } = person;
  return {
    externalId: person.id,
    displayName: joinName(person.preferredName ?? person.firstName, person.lastName),
    email: person.workEmail,
    mobile: person.mobilePhone,
    alias: null,
    status: statusOf(person, today),
    manager: person.supervisorEmail,
    department: person.department,
    employeeNumber: person.employeeNumber,
    groups: null,
    attributes: attributesOf({ title, division, location }),
    hasTwoPrimaries: false,
  };
}

/**
 * BambooHR lists a future hire as Inactive. It moves a person to Inactive by itself after their last day, so the termination date isn't
 * needed. A status that we don't know counts as suspended, because that takes no codes.
 */
export function statusOf(person: Pick<BambooPerson, 'status' | 'hireDate'>, today: string): UserStatus {
  const hireDay = readDay(person.hireDate, 'hireDate');
  const isFuture = hireDay !== null && hireDay > today;
  switch (person.status?.toLowerCase()) {
    case 'active':
      return isFuture ? 'invited' : 'confirmed';
    case 'inactive':
      return isFuture ? 'invited' : 'deactivated';
    default:
      return 'suspended';
  }
}
