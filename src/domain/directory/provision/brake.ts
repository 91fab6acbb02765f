import { createHash } from 'node:crypto';
import type { DirectoryUser, UserStatus } from '../directory-user.ts';
import { type Role, roles } from '../roles.ts';
import { BRAKE_LEAST } from '../source.ts';

type Judged = Pick<DirectoryUser, 'status' | 'role'>;
/** A user that a run would take something from, as they would be afterwards. */
export type Losing = Pick<DirectoryUser, 'id' | 'status' | 'role'>;

const standing: Readonly<Record<UserStatus, number>> = {
  deactivated: 0,
  suspended: 1,
  invited: 2,
  confirmed: 3,
};

/** Whether a change takes a status or a role away. */
export function takesAway(before: Judged, after: Judged): boolean {
  return standing[after.status] < standing[before.status] || rankOf(after.role) < rankOf(before.role);
}

function rankOf(role: Role): number {
  return -roles.indexOf(role);
}

export type BrakeDecision =
  | { readonly kind: 'go' }
  /** Nothing may be applied before an owner has agreed to this very set. */
  | { readonly kind: 'stop'; readonly digest: string };

/**
 * Stops a run that takes away from more than a share of its people: a mistake in the source, or an attack on it, looks like this.
 * @param facts.live the people that the source governs and that aren't deactivated, before the run
 */
export function decideBrake(facts: {
  readonly live: number;
  readonly losing: readonly Losing[];
  readonly brakePercent: number;
}): BrakeDecision {
  const { live, losing, brakePercent } = facts;
  const isLarge = isLargeLoss(losing.length, live, brakePercent);
  return isLarge ? { kind: 'stop', digest: digestLosing(losing) } : { kind: 'go' };
}

/** @param live the people before the loss */
export function isLargeLoss(losing: number, live: number, brakePercent: number): boolean {
  return losing >= BRAKE_LEAST && losing * 100 > live * brakePercent;
}

/** The same for the same people losing the same, in whatever order; so an owner's consent covers nothing else. */
export function digestLosing(losing: readonly Losing[]): string {
  const lines = losing.map(({ id, status, role }) => `${id} ${status} ${role}`).sort();
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}
