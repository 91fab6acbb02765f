import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { Admission } from '../../domain/redeeming/lockout.ts';
import type { Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';
import { isOneOfMany } from './count-refusal.ts';
import { readLockoutState } from './read-lockout.ts';

/** Any number beyond this is an attack. */
const ATTEMPTS_COUNTED = 100;

/** The attempts at a person's codes, by the true reasons of their refusal (N8). */
export interface AttemptCounts {
  /** How often each reason came up; `locked` stands for what the lockout turned away. None has 0. */
  readonly byReason: Readonly<Record<string, number>>;
  /** Only attempts from this moment on were counted. */
  readonly since: number;
  readonly lastAt: number | null;
  /** Whether there were more than these. */
  readonly isCut: boolean;
  /** Whether a lockout is in force now. */
  readonly lockout: Admission;
}

/** @param since only attempts from this moment on */
export async function countAttempts(
  deps: ServiceDeps,
  tx: Transaction,
  user: DirectoryUser,
  since: number,
): Promise<AttemptCounts> {
  const { organizationId, id: target } = user;
  const of = { action: 'redeem.refused', target } as const;
  const latest = await tx.audit.listLatestOf(organizationId, of, ATTEMPTS_COUNTED);
  const events = latest.filter(({ at }) => Date.parse(at) >= since);
  const byReason: Record<string, number> = {};
  for (const { reason } of events) {
    const shown = reason === 'delayed' || reason === 'disabled' ? 'locked' : (reason ?? 'unknown');
    byReason[shown] = (byReason[shown] ?? 0) + 1;
  }
  return {
    byReason,
    since,
    lastAt: events[0] === undefined ? null : Date.parse(events[0].at),
    isCut: events.length === ATTEMPTS_COUNTED || events.some(isOneOfMany),
    lockout: await readLockoutState(deps, tx, user),
  };
}
