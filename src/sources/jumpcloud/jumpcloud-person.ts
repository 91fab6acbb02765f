import { z } from 'zod';
import type { UserStatus } from '../../domain/directory/directory-user.ts';
import type { SourceRecord } from '../../domain/directory/source-person.ts';
import { attributesOf, joinName, optionalText } from '../reading/text.ts';

const named = z.object({ name: optionalText, value: optionalText });
const phone = z.object({ type: optionalText, number: optionalText });

/** A `systemuser`, of which only this is asked for. */
export const jumpCloudPerson = z.object({
  _id: z.string().min(1),
  email: optionalText,
  displayname: optionalText,
  firstname: optionalText,
  lastname: optionalText,
  state: optionalText,
  activated: z.boolean().nullish(),
  suspended: z.boolean().nullish(),
  department: optionalText,
  manager: optionalText,
  employeeIdentifier: optionalText,
  employeeType: optionalText,
  jobTitle: optionalText,
  costCenter: optionalText,
  company: optionalText,
  location: optionalText,
  phoneNumbers: z.array(phone).nullish(),
  attributes: z.array(named).nullish(),
});
export type JumpCloudPerson = z.output<typeof jumpCloudPerson>;

/** The fields to ask for: no more of a person than is used. */
export const jumpCloudFields = Object.keys(jumpCloudPerson.shape);

export function toRecord(person: JumpCloudPerson): SourceRecord {
  const mobile = person.phoneNumbers?.find(({ type }) => type?.toLowerCase() === 'mobile');
  const { jobTitle: title, employeeType, costCenter, company, location } = person;
  const custom = Object.fromEntries(
    (person.attributes ?? []).flatMap(({ name, value }) =>
      name === null ? [] : [[`custom.${name}`, value]],
    ),
  );
  return {
    externalId: person._id,
    displayName: person.displayname ?? joinName(person.firstname, person.lastname),
    email: person.email,
    mobile: mobile?.number ?? null,
    alias: null,
    status: statusOf(person),
    manager: person.manager,
    department: person.department,
    employeeNumber: person.employeeIdentifier,
    groups: null,
    attributes: attributesOf({ ...custom, title, employeeType, costCenter, company, location }),
    hasTwoPrimaries: false,
  };
}

/** `account_locked` is not in it: a lock ends by itself. A state that we don't know counts as suspended, because that takes no codes. */
export function statusOf(person: Pick<JumpCloudPerson, 'state' | 'activated' | 'suspended'>): UserStatus {
  if (person.suspended === true) return 'suspended';
  switch (person.state) {
    case 'STAGED':
      return 'invited';
    case 'ACTIVATED':
    case null:
      // Until a person has set a password, `activated` is false. Accounts from before `state` have this alone.
      return person.activated === false ? 'invited' : 'confirmed';
    default:
      return 'suspended';
  }
}
