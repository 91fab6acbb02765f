import { type DirectoryUser, loginOf, loginsOf } from '../domain/directory-user.ts';
import { type Admission, admitAttempt, type RedeemGuard } from '../domain/redeem-guard.ts';
import type { Transaction } from '../ports/store.ts';
import type { ServiceDeps } from './deps.ts';
import { guardKeyOf, nameGuardKeyOf } from './guard-key.ts';

/** The guards that may keep a person from redeeming: of all their names, and the one that counts under all of them. */
export async function listGuardsOf(
  { keys }: Pick<ServiceDeps, 'keys'>,
  tx: Pick<Transaction, 'guards'>,
  user: DirectoryUser,
): Promise<RedeemGuard[]> {
  const { organizationId } = user;
  const guardKeys = [
    guardKeyOf(keys, organizationId, user, loginOf(user)),
    ...loginsOf(user).map((login) => nameGuardKeyOf(keys, organizationId, login, true)),
  ];
  const found = await Promise.all(guardKeys.map((key) => tx.guards.find(organizationId, key)));
  return found.filter((guard) => guard !== null);
}

/** Whether a person's right code would be taken now, whichever of their names they use: the worst of what their guards say. */
export function judgeGuards(guards: readonly RedeemGuard[], now: number): Admission {
  const admissions = guards.map((guard) => admitAttempt(guard, now));
  if (admissions.some(({ kind }) => kind === 'disabled')) return { kind: 'disabled' };
  const waits = admissions.map((each) => (each.kind === 'delayed' ? each.retryAfterSeconds : 0));
  const retryAfterSeconds = Math.max(0, ...waits);
  return retryAfterSeconds === 0 ? { kind: 'admitted' } : { kind: 'delayed', retryAfterSeconds };
}

/** Whether a person's right code would be taken now. */
export async function readBrake(
  deps: Pick<ServiceDeps, 'keys' | 'clock'>,
  tx: Pick<Transaction, 'guards'>,
  user: DirectoryUser,
): Promise<Admission> {
  return judgeGuards(await listGuardsOf(deps, tx, user), deps.clock.now());
}
