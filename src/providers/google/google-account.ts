import { z } from 'zod';
import type { FoundAccount, ProviderPerson, ProviderRefusalCode } from '../../ports/providers/provider.ts';
import type { VendorClient } from '../../vendors/http/vendor-client.ts';

const isSet = z.boolean().nullish();
const addresses = z.array(z.string()).nullish();
export const googleAccount = z.object({
  id: z.string().min(1),
  primaryEmail: z.string().min(1),
  aliases: addresses,
  nonEditableAliases: addresses,
  suspended: isSet,
  archived: isSet,
  isGuestUser: isSet,
  isAdmin: isSet,
  isDelegatedAdmin: isSet,
  isEnrolledIn2Sv: isSet,
  isEnforcedIn2Sv: isSet,
  orgUnitPath: z.string().nullish(),
});
export type GoogleAccount = z.output<typeof googleAccount>;
/** Google leaves an empty list out. */
const accountList = z.object({ users: z.array(googleAccount).nullish() });

/** In Google's language of searches, a quote or backslash within a text has a backslash before it. */
const quote = (text: string): string => `'${text.replaceAll(/['\\]/g, '\\$&')}'`;

/** Why an account can have no code, no matter who asks; `null` if it can. */
export function refusalOf(account: GoogleAccount): ProviderRefusalCode | null {
  if (account.isGuestUser === true) return 'provider_account_guest';
  return account.suspended === true || account.archived === true ? 'provider_account_disabled' : null;
}

/** Organizational units by their paths, separated by commas, as an operator names them: `/Finance,/Staff/Admins`. */
export function readUnits(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((path) => path.trim().toLowerCase())
    .filter((path) => path !== '');
}

/** Whether a unit, or one above it, is among the named. The root, `/`, is everyone. */
export function isInUnits(
  { orgUnitPath }: Pick<GoogleAccount, 'orgUnitPath'>,
  units: readonly string[],
): boolean {
  const path = (orgUnitPath ?? '/').toLowerCase();
  return units.some((unit) => unit === '/' || path === unit || path.startsWith(`${unit}/`));
}

/** By the primary address, or an alias, which only administrators give. */
export async function findGoogleAccount(
  client: VendorClient,
  { email }: ProviderPerson,
  signal: AbortSignal,
): Promise<FoundAccount> {
  const { body } = await client.send({
    path: '/admin/directory/v1/users',
    query: { customer: 'my_customer', query: `email=${quote(email)}`, maxResults: 5 },
    schema: accountList,
    signal,
  });
  const [account, another] = (body.users ?? []).filter(({ primaryEmail, aliases, nonEditableAliases }) =>
    [primaryEmail, ...(aliases ?? []), ...(nonEditableAliases ?? [])].some(
      (address) => address.toLowerCase() === email.toLowerCase(),
    ),
  );
  const code =
    account === undefined
      ? 'provider_account_missing'
      : another !== undefined
        ? 'provider_account_ambiguous'
        : refusalOf(account);
  if (account === undefined || code !== null)
    return { kind: 'refused', refusals: [{ code: code ?? 'provider_account_missing' }] };
  return { kind: 'found', account: { id: account.id, login: account.primaryEmail } };
}
