import { z } from 'zod';
import type { FoundAccount, ProviderPerson, ProviderRefusal } from '../../ports/providers/provider.ts';
import { VendorError } from '../../ports/vendor.ts';
import type { VendorClient } from '../../vendors/http/vendor-client.ts';

const text = z.string().nullish();
export const oneLoginAccount = z.object({
  id: z.union([z.number().int(), z.string().min(1)]).transform(String),
  username: text,
  email: text,
  status: z.number().nullish(),
  state: z.number().nullish(),
  role_ids: z.array(z.union([z.number(), z.string()]).transform(String)).nullish(),
});
export type OneLoginAccount = z.output<typeof oneLoginAccount>;

/** The most people that one answer has. */
const PAGE_MAX = 100;

/**
 * The one account with the address as its email or username. OneLogin reads `*` in a search as any text, and may search in part, so that
 * what it finds is compared again.
 */
export async function findAccount(
  oneLogin: VendorClient,
  { email }: ProviderPerson,
  signal: AbortSignal,
): Promise<FoundAccount> {
  const found = new Map<string, OneLoginAccount>();
  for (const name of ['email', 'username']) {
    const { body } = await oneLogin.send({
      path: '/api/2/users',
      query: { [name]: email, limit: PAGE_MAX, fields: 'id,username,email,status,state' },
      schema: z.array(oneLoginAccount),
      signal,
    });
    // More than one page: what isn't seen could fit, too.
    if (body.length >= PAGE_MAX) return refuse('provider_account_ambiguous');
    for (const account of body) if (isOf(account, email)) found.set(account.id, account);
  }
  const [account, another] = found.values();
  if (account === undefined) return refuse('provider_account_missing');
  if (another !== undefined) return refuse('provider_account_ambiguous');
  const refusal = judgeAccount(account);
  if (refusal !== null) return { kind: 'refused', refusals: [refusal] };
  return { kind: 'found', account: { id: account.id, login: account.username || account.email || email } };
}

/** The account as it is now; `null`: it is gone. */
export async function readAccount(
  oneLogin: VendorClient,
  id: string,
  signal: AbortSignal,
): Promise<OneLoginAccount | null> {
  const path = `/api/2/users/${encodeURIComponent(id)}`;
  const answer = await oneLogin.find({ path, schema: oneLoginAccount, signal }, [404]);
  return answer?.body ?? null;
}

/**
 * Whether a code would be of use to the account. States: 0 unapproved, 1 approved, 2 rejected, 3 without a licence. Statuses: 1 active,
 * 4 password expired, 5 awaiting a password, 8 security questions missing. Any other can't sign in: 0 unactivated, 2 suspended, 3 locked,
 * 7 without a password, and those that we don't know.
 */
export function judgeAccount({
  status,
  state,
}: Pick<OneLoginAccount, 'status' | 'state'>): ProviderRefusal | null {
  if (state === 3) return { code: 'provider_not_licensed', vendorCode: 'state-3' };
  if (state !== 1) return { code: 'provider_account_disabled', vendorCode: `state-${state ?? 'none'}` };
  if (status === 1 || status === 4 || status === 5 || status === 8) return null;
  return { code: 'provider_account_disabled', vendorCode: `status-${status ?? 'none'}` };
}

/** Whether the account has one of the roles that carry rights of administration. @throws VendorError if its roles can't be read */
export function hasAdminRole({ role_ids: roles }: OneLoginAccount, adminRoles: readonly string[]): boolean {
  if (adminRoles.length === 0) return false;
  if (roles === null || roles === undefined) throw new VendorError('unexpected_answer', 'field role_ids');
  return roles.some((role) => adminRoles.includes(role));
}

const isOf = ({ email, username }: OneLoginAccount, address: string): boolean =>
  email?.trim().toLowerCase() === address || username?.trim().toLowerCase() === address;

const refuse = (code: ProviderRefusal['code']): FoundAccount => ({ kind: 'refused', refusals: [{ code }] });
