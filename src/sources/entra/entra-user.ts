import { z } from 'zod';
import type { UserStatus } from '../../domain/directory/directory-user.ts';
import type { SourceRecord } from '../../domain/directory/source-person.ts';
import { aliasOf, attributesOf, optionalText } from '../reading/text.ts';

export const entraUser = z.object({
  id: z.string().min(1),
  userPrincipalName: optionalText,
  mail: optionalText,
  displayName: optionalText,
  mobilePhone: optionalText,
  jobTitle: optionalText,
  department: optionalText,
  employeeId: optionalText,
  employeeType: optionalText,
  companyName: optionalText,
  accountEnabled: z.boolean().nullish(),
  userType: optionalText,
  externalUserState: optionalText,
  manager: z.object({ id: optionalText }).nullish(),
});
export type EntraUser = z.output<typeof entraUser>;

/** Without these names, Graph leaves most of the fields out. */
export const entraFields = Object.keys(entraUser.shape).filter((name) => name !== 'manager');

export const isGuest = ({ userType }: Pick<EntraUser, 'userType'>): boolean => userType === 'Guest';

export function statusOf(user: Pick<EntraUser, 'accountEnabled' | 'externalUserState'>): UserStatus {
  // An account of which Graph doesn't say that it is enabled is taken for a disabled one: that gives no codes.
  if (user.accountEnabled !== true) return 'suspended';
  return user.externalUserState === 'PendingAcceptance' ? 'invited' : 'confirmed';
}

export function toRecord(user: EntraUser, groups: readonly string[] | null): SourceRecord {
  const { jobTitle: title, employeeType, companyName } = user;
  const email = user.mail ?? user.userPrincipalName;
  return {
    externalId: user.id,
    displayName: user.displayName,
    email,
    mobile: user.mobilePhone,
    alias: aliasOf(user.userPrincipalName, email),
    status: statusOf(user),
    manager: user.manager?.id ?? null,
    department: user.department,
    employeeNumber: user.employeeId,
    groups,
    attributes: attributesOf({ title, employeeType, companyName }),
    hasTwoPrimaries: false,
  };
}
