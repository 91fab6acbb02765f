import { type DirectoryUser, loginOf, loginsOf } from '../../domain/directory/directory-user.ts';
import { type Admission, admitAttempt, type Lockout } from '../../domain/redeeming/lockout.ts';
import type { Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';
import { lockoutKeyOf, nameLockoutKeyOf } from './lockout-key.ts';

/**
 * The lockouts that may keep a person from redeeming: one of each of their names, and one that counts for all
 * of them.
 */
export async function listLockoutsOf(
  { keys }: Pick<ServiceDeps, 'keys'>,
  tx: Pick<Transaction, 'lockouts'>,
  user: DirectoryUser,
): Promise<Lockout[]> {
  const { organizationId } = user;
  const lockoutKeys = [
    lockoutKeyOf(keys, organizationId, user, loginOf(user)),
    ...loginsOf(user).map((login) => nameLockoutKeyOf(keys, organizationId, login, true)),
  ];
  return tx.lockouts.list(organizationId, lockoutKeys);
}

/**
 * Whether a person's right code would be accepted now, under any of their names: the worst of what their
 * lockouts say.
 */
export function judgeLockouts(lockouts: readonly Lockout[], now: number): Admission {
  const admissions = lockouts.map((lockout) => admitAttempt(lockout, now));
  if (admissions.some(({ kind }) => kind === 'disabled')) return { kind: 'disabled' };
  const waits = admissions.map((each) => (each.kind === 'delayed' ? each.retryAfterSeconds : 0));
  const retryAfterSeconds = Math.max(0, ...waits);
  return retryAfterSeconds === 0 ? { kind: 'admitted' } : { kind: 'delayed', retryAfterSeconds };
}

/** Whether a person's right code would be accepted now. */
export async function readLockoutState(
  deps: Pick<ServiceDeps, 'keys' | 'clock'>,
  tx: Pick<Transaction, 'lockouts'>,
  user: DirectoryUser,
): Promise<Admission> {
  return judgeLockouts(await listLockoutsOf(deps, tx, user), deps.clock.now());
}
