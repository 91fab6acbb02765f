import { z } from 'zod';
import type { UserStatus } from '../../domain/directory/directory-user.ts';
import type { SourceRecord } from '../../domain/directory/source-person.ts';
import { readDay } from '../reading/day.ts';
import { joinName, optionalText } from '../reading/text.ts';

const identifier = z.union([z.number(), z.string().min(1)]).transform(String);

/** `personalEmail` is not read: no one signs in with it. The numbers in `status` are not explained anywhere. */
export const greytPerson = z.object({
  employeeId: identifier,
  employeeNo: optionalText,
  name: optionalText,
  firstName: optionalText,
  middleName: optionalText,
  lastName: optionalText,
  email: optionalText,
  mobile: optionalText,
  dateOfJoin: optionalText,
  leavingDate: optionalText,
  leftorg: z.boolean().nullish(),
});
export type GreytPerson = z.output<typeof greytPerson>;

/** `category` and `value` are numbers or texts; with `descRequired`, some servers put the texts there. */
const category = z.object({
  category: optionalText.catch(null),
  categoryDesc: optionalText,
  value: optionalText.catch(null),
  valueDesc: optionalText,
  effectiveFrom: optionalText,
  effectiveTo: optionalText,
});
export const greytCategories = z.object({
  employeeId: identifier,
  categoryList: z.array(category).nullish(),
});

export function toRecord(person: GreytPerson, department: string | null, today: string): SourceRecord {
  return {
    externalId: person.employeeId,
    displayName: person.name ?? joinName(person.firstName, person.middleName, person.lastName),
    email: person.email,
    mobile: person.mobile,
    alias: null,
    status: statusOf(person, today),
    manager: null,
    department,
    employeeNumber: person.employeeNo,
    groups: null,
    attributes: {},
    hasTwoPrimaries: false,
  };
}

/** The day of leaving is still a day of work. */
export function statusOf(
  person: Pick<GreytPerson, 'leftorg' | 'leavingDate' | 'dateOfJoin'>,
  today: string,
): UserStatus {
  const leaves = readDay(person.leavingDate, 'leavingDate');
  const joins = readDay(person.dateOfJoin, 'dateOfJoin');
  if (person.leftorg === true || (leaves !== null && leaves < today)) return 'deactivated';
  return joins !== null && joins > today ? 'invited' : 'confirmed';
}

/** The value of a category that is in effect today, such as the name of a department; `null` if there is none. */
export function categoryOf(
  { categoryList }: z.output<typeof greytCategories>,
  name: string,
  today: string,
): string | null {
  const entry = (categoryList ?? []).find((each) => {
    const from = readDay(each.effectiveFrom, 'effectiveFrom');
    const to = readDay(each.effectiveTo, 'effectiveTo');
    const isNow = (from === null || from <= today) && (to === null || to >= today);
    return isNow && (each.categoryDesc ?? each.category)?.toLowerCase() === name.toLowerCase();
  });
  return entry === undefined ? null : (entry.valueDesc ?? entry.value);
}
