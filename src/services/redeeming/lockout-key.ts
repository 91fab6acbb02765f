import { createHmac } from 'node:crypto';
import type { KeyRing } from '../../domain/crypto/key-ring.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { OrganizationId } from '../../domain/ids.ts';

/**
 * The key under which a person's wrong codes count for all their names: the user's id, or, for an unknown
 * login, a keyed digest of it, so that both cost the same reads and writes (N9).
 */
export function lockoutKeyOf(
  keys: KeyRing,
  organizationId: OrganizationId,
  user: DirectoryUser | null,
  login: string,
): string {
  // Always computed: next to the cheap comparison of a code, one HMAC more or less might be measurable.
  const digest = digestLogin(keys, organizationId, login);
  return user?.id ?? `unknown_${digest}`;
}

/**
 * The key of the lockout that makes the next attempt under a name wait. It belongs to the name, not the person:
 * if the mobile number had to wait after wrong codes for the e-mail address, that would show that both are one
 * person's (N9).
 * @param isVouched whether the caller has vouched for the first factor: strangers have a lockout of their own
 * and engage no other
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
