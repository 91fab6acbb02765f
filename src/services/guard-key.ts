import { createHmac } from 'node:crypto';
import type { DirectoryUser } from '../domain/directory-user.ts';
import type { OrganizationId } from '../domain/ids.ts';
import type { KeyRing } from '../domain/key-ring.ts';

/**
 * Under which key the brake on guessing is kept: the user's id, or, for a login that names nobody, a keyed digest of
 * it, so that both slow down alike and the outside sees no difference (N9).
 */
export function guardKeyOf(
  keys: KeyRing,
  organizationId: OrganizationId,
  user: DirectoryUser | null,
  login: string,
): string {
  // Reckoned for everybody: beside the cheap comparison of a code, an HMAC more or less might be noticed.
  const digest = createHmac('sha256', keys.current('lookup').key)
    .update(`${organizationId}\n${login.normalize('NFKC').trim().toLowerCase()}`)
    .digest('hex');
  return user?.id ?? `unknown_${digest.slice(0, 32)}`;
}
