import { z } from 'zod';
import type { UserStatus } from '../../domain/directory/directory-user.ts';
import type { SourceRecord } from '../../domain/directory/source-person.ts';
import { aliasOf, attributesOf, joinName, optionalText } from '../reading/text.ts';

export const oneLoginUser = z.object({
  id: z.union([z.number().int(), z.string().min(1)]).transform(String),
  username: optionalText,
  email: optionalText,
  firstname: optionalText,
  lastname: optionalText,
  title: optionalText,
  department: optionalText,
  company: optionalText,
  phone: optionalText,
  status: z.number().nullish(),
  state: z.number().nullish(),
  manager_user_id: optionalText,
});
export type OneLoginUser = z.output<typeof oneLoginUser>;

/** OneLogin's list is short of most fields, unless they are asked for. */
export const oneLoginFields = Object.keys(oneLoginUser.shape);

const APPROVED = 1;

/** A number that we don't know counts as suspended, because that gives no codes. */
export function statusOf({ status, state }: Pick<OneLoginUser, 'status' | 'state'>): UserStatus {
  // 0 not approved yet, 2 rejected, 3 without a licence.
  if (state === 0) return 'invited';
  if (state !== APPROVED && state !== null && state !== undefined) return 'suspended';
  switch (status) {
    // 0 not activated, 7 password pending, 8 security questions required.
    case 0:
    case 7:
    case 8:
      return 'invited';
    // 1 active, 3 locked, 4 password expired, 5 awaiting password reset.
    case 1:
    case 3:
    case 4:
    case 5:
      return 'confirmed';
    default:
      return 'suspended';
  }
}

export function toRecord(user: OneLoginUser, groups: readonly string[] | null): SourceRecord {
  const { title, company } = user;
  return {
    externalId: user.id,
    displayName: joinName(user.firstname, user.lastname),
    email: user.email,
    mobile: user.phone,
    alias: aliasOf(user.username, user.email),
    status: statusOf(user),
    manager: user.manager_user_id,
    department: user.department,
    employeeNumber: null,
    groups,
    attributes: attributesOf({ title, company }),
    hasTwoPrimaries: false,
  };
}
