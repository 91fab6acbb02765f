import type { FoundAccount, ProviderPerson, ProviderRefusal } from '../../ports/providers/provider.ts';
import type { VendorClient } from '../../vendors/http/vendor-client.ts';
import { type DuoUser, findUsers } from './duo-api.ts';

/** The one account with the person's email address as its username, alias or email. */
export async function findAccount(
  duo: VendorClient,
  { email }: ProviderPerson,
  signal: AbortSignal,
): Promise<FoundAccount> {
  const byUsername = await findUsers(duo, { username: email }, signal);
  const byEmail = await findUsers(duo, { email }, signal);
  const refuse = (...refusals: ProviderRefusal[]): FoundAccount => ({ kind: 'refused', refusals });
  if (byUsername === null || byEmail === null) return refuse({ code: 'provider_account_ambiguous' });
  const fits = new Map(
    [...byUsername, ...byEmail].filter((user) => isOf(user, email)).map((user) => [user.user_id, user]),
  );
  const [user] = fits.values();
  if (user === undefined) return refuse({ code: 'provider_account_missing' });
  if (fits.size > 1) return refuse({ code: 'provider_account_ambiguous' });
  const refusals = judgeUser(user);
  if (refusals.length > 0) return refuse(...refusals);
  return { kind: 'found', account: { id: user.user_id, login: user.username } };
}

/** Judged here, not only by Duo: an answer about another person must not get them a code. */
function isOf(user: DuoUser, email: string): boolean {
  const { username, alias1, alias2, alias3, alias4, aliases } = user;
  const names = [user.email, username, alias1, alias2, alias3, alias4, ...Object.values(aliases ?? {})];
  return names.some((name) => name?.trim().toLowerCase() === email.toLowerCase());
}

/** Why a bypass code would be of no use to the person: by their own status, and by those of their groups. */
export function judgeUser({ status, groups, is_enrolled: isEnrolled }: DuoUser): ProviderRefusal[] {
  const states = [status, ...(groups ?? []).map((group) => group.status ?? 'active')].map((state) =>
    state.toLowerCase(),
  );
  if (states.includes('locked out')) return [{ code: 'provider_account_locked' }];
  // Besides `disabled`: `pending deletion`, and what Duo may add.
  const isDisabled = states.some((state) => state !== 'active' && state !== 'bypass');
  if (isDisabled) return [{ code: 'provider_account_disabled' }];
  if (states.includes('bypass')) return [{ code: 'provider_no_second_step' }];
  return isEnrolled === false ? [{ code: 'provider_no_factor' }] : [];
}
