import { z } from 'zod';
import type { UserStatus } from '../../domain/directory/directory-user.ts';
import type { SourceRecord } from '../../domain/directory/source-person.ts';
import { aliasOf, attributesOf, joinName, optionalText } from '../reading/text.ts';

export const oktaUser = z.object({
  id: z.string().min(1),
  status: z.string(),
  profile: z.object({
    login: optionalText,
    email: optionalText,
    firstName: optionalText,
    lastName: optionalText,
    displayName: optionalText,
    mobilePhone: optionalText,
    department: optionalText,
    managerId: optionalText,
    employeeNumber: optionalText,
    title: optionalText,
    userType: optionalText,
    organization: optionalText,
    division: optionalText,
    costCenter: optionalText,
  }),
});
export type OktaUser = z.output<typeof oktaUser>;

/** A status that we don't know counts as suspended, because that gives no codes. */
export function statusOf({ status }: Pick<OktaUser, 'status'>): UserStatus {
  switch (status) {
    case 'STAGED':
    case 'PROVISIONED':
      return 'invited';
    case 'ACTIVE':
    case 'PASSWORD_EXPIRED':
    case 'LOCKED_OUT':
    case 'RECOVERY':
      return 'confirmed';
    case 'DEPROVISIONED':
      return 'deactivated';
    default:
      return 'suspended';
  }
}

export function toRecord(user: OktaUser, groups: readonly string[] | null): SourceRecord {
  const { profile } = user;
  const { title, userType, organization, division, costCenter } = profile;
  return {
    externalId: user.id,
    displayName: profile.displayName ?? joinName(profile.firstName, profile.lastName),
    email: profile.email,
    mobile: profile.mobilePhone,
    alias: aliasOf(profile.login, profile.email),
    status: statusOf(user),
    manager: profile.managerId,
    department: profile.department,
    employeeNumber: profile.employeeNumber,
    groups,
    attributes: attributesOf({ title, userType, organization, division, costCenter }),
    hasTwoPrimaries: false,
  };
}
