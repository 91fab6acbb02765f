import { z } from 'zod';
import type { UserStatus } from '../../domain/directory/directory-user.ts';
import type { SourceRecord } from '../../domain/directory/source-person.ts';
import { attributesOf, textOf } from '../record-fields.ts';

const text = z.string().nullish();
const isSet = z.boolean().nullish();
/** Google describes these fields as "any": a list that is none is left out, and the person is read. */
const listOf = <Item extends z.ZodType>(item: Item) => z.array(item).nullish().catch(null);

export const googleUser = z.object({
  id: z.string().min(1),
  primaryEmail: text,
  name: z.object({ fullName: text, givenName: text, familyName: text }).nullish(),
  suspended: isSet,
  archived: isSet,
  agreedToTerms: isSet,
  lastLoginTime: text,
  isAdmin: isSet,
  isDelegatedAdmin: isSet,
  isGuestUser: isSet,
  orgUnitPath: text,
  phones: listOf(z.object({ value: text, type: text, primary: isSet })),
  relations: listOf(z.object({ value: text, type: text })),
  organizations: listOf(z.object({ primary: isSet, title: text, department: text, costCenter: text })),
  externalIds: listOf(z.object({ value: text, type: text })),
});
export type GoogleUser = z.output<typeof googleUser>;

/** How Google writes "never". */
const EPOCH = 0;

export function statusOf(
  user: Pick<GoogleUser, 'suspended' | 'archived' | 'agreedToTerms' | 'lastLoginTime'>,
): UserStatus {
  if (user.archived === true) return 'deactivated';
  if (user.suspended === true) return 'suspended';
  const lastLoginAt = Date.parse(user.lastLoginTime ?? '');
  const hasSignedIn = !Number.isNaN(lastLoginAt) && lastLoginAt > EPOCH;
  return user.agreedToTerms === false || !hasSignedIn ? 'invited' : 'confirmed';
}

export function toRecord(user: GoogleUser, groups: readonly string[] | null): SourceRecord {
  const { organizations, phones } = user;
  const organization = organizations?.find(({ primary }) => primary === true) ?? organizations?.[0];
  const mobiles = phones?.filter(({ type }) => type === 'mobile');
  const mobile = mobiles?.find(({ primary }) => primary === true) ?? mobiles?.[0];
  const { fullName, givenName, familyName } = user.name ?? {};
  return {
    externalId: user.id,
    displayName: textOf(fullName) ?? textOf([givenName, familyName].filter(Boolean).join(' ')),
    email: textOf(user.primaryEmail),
    mobile: textOf(mobile?.value),
    alias: null,
    status: statusOf(user),
    manager: textOf(user.relations?.find(({ type }) => type === 'manager')?.value),
    department: textOf(organization?.department),
    employeeNumber: textOf(user.externalIds?.find(({ type }) => type === 'organization')?.value),
    groups,
    attributes: attributesOf({
      title: organization?.title,
      costCenter: organization?.costCenter,
      orgUnitPath: user.orgUnitPath,
      isAdmin: user.isAdmin,
      isDelegatedAdmin: user.isDelegatedAdmin,
    }),
    hasTwoPrimaries: false,
  };
}
