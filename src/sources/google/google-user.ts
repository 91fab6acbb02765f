import { z } from 'zod';
import type { UserStatus } from '../../domain/directory/directory-user.ts';
import type { SourceRecord } from '../../domain/directory/source-person.ts';
import { attributesOf, joinName, optionalText } from '../reading/text.ts';

const isSet = z.boolean().nullish();
/** Google describes these fields as "any": a list that is none is left out, and the person is read. */
const listOf = <Item extends z.ZodType>(item: Item) => z.array(item).nullish().catch(null);

export const googleUser = z.object({
  id: z.string().min(1),
  primaryEmail: optionalText,
  name: z.object({ fullName: optionalText, givenName: optionalText, familyName: optionalText }).nullish(),
  suspended: isSet,
  archived: isSet,
  agreedToTerms: isSet,
  lastLoginTime: z.string().nullish(),
  isAdmin: isSet,
  isDelegatedAdmin: isSet,
  isGuestUser: isSet,
  orgUnitPath: optionalText,
  phones: listOf(z.object({ value: optionalText, type: optionalText, primary: isSet })),
  relations: listOf(z.object({ value: optionalText, type: optionalText })),
  organizations: listOf(
    z.object({ primary: isSet, title: optionalText, department: optionalText, costCenter: optionalText }),
  ),
  externalIds: listOf(z.object({ value: optionalText, type: optionalText })),
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
    displayName: fullName ?? joinName(givenName ?? null, familyName ?? null),
    email: user.primaryEmail,
    mobile: mobile?.value ?? null,
    alias: null,
    status: statusOf(user),
    manager: user.relations?.find(({ type }) => type === 'manager')?.value ?? null,
    department: organization?.department ?? null,
    employeeNumber: user.externalIds?.find(({ type }) => type === 'organization')?.value ?? null,
    groups,
    attributes: attributesOf({
      title: organization?.title ?? null,
      costCenter: organization?.costCenter ?? null,
      orgUnitPath: user.orgUnitPath,
      isAdmin: flag(user.isAdmin),
      isDelegatedAdmin: flag(user.isDelegatedAdmin),
    }),
    hasTwoPrimaries: false,
  };
}

const flag = (value: boolean | null | undefined): string | null => value?.toString() ?? null;
