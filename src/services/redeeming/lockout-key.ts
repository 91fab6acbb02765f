import { createHmac } from 'node:crypto';
import type { KeyRing } from '../../domain/crypto/key-ring.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { OrganizationId } from '../../domain/ids.ts';

/**
 * What counts a person's wrong codes under all their names: the user's id, or, for a login that names no one, a keyed digest of it, so that
 * the same is read and written for both (N9).
 */
export function lockoutKeyOf(
  keys: KeyRing,
  organizationId: OrganizationId,
  user: DirectoryUser | null,
  login: string,
): string {
  // Computed for everybody: beside the cheap comparison of a code, an HMAC more or less might be noticed.
  const digest = digestLogin(keys, organizationId, login);
  return user?.id ?? `unknown_${digest}`;
}

/**
 * What makes the next attempt under a name wait. It is the name's and not the person's: were the mobile number to wait after wrong codes
 * for the e-mail address, that would tell that both are somebody's (N9).
 * @param isVouched whether the caller has vouched for the first factor: strangers have a lockout of their own, and engage no other
 */
export function nameLockoutKeyOf(
  keys: KeyRing,
  organizationId: OrganizationId,
  login: string,
  isVouched: boolean,
): string {
  return `${isVouched ? 'name' : 'open'}_${digestLogin(keys, organizationId, login)}`;
}

function digestLogin(keys: KeyRing, organizationId: OrganizationId, login: string): string {
  return createHmac('sha256', keys.current('lookup').key)
    .update(`${organizationId}\n${login.normalize('NFKC').trim().toLowerCase()}`)
    .digest('hex')
    .slice(0, 32);
}
