import type { OrganizationId } from '../../domain/ids.ts';

/** Longer than another instance takes to try again when it has heard that a transaction before it is over. */
const GIVE_WAY_MS = 5;
/** For how long after a conflict another instance is taken to want turns still. */
const CONTENDED_MS = 500;
const REMEMBERED_MAX = 1000;

export interface Contention {
  readonly lostAt: number;
  readonly wonAt: number;
}

/**
 * Lets instances that want turns of the same organization have them by turns. Whoever has just had one could take the next before
 * anybody else has heard of its end: the others would lose attempt after attempt, and share their transactions with few.
 */
export interface Courtesy {
  /** Whether others have been in the way lately. */
  isContended(organizationId: OrganizationId): boolean;
  /** How many milliseconds to wait before asking for a turn. */
  waitMs(organizationId: OrganizationId): number;
  /** A transaction was in the way: another instance's, mostly. */
  lost(organizationId: OrganizationId): void;
  /** The turn is over. */
  won(organizationId: OrganizationId): void;
}

/**
 * @param now milliseconds of a clock that is never set back
 * @param contentions what is remembered
 */
export function createCourtesy(
  now: () => number,
  contentions: Map<OrganizationId, Contention> = new Map(),
): Courtesy {
  function forgetOld(at: number): void {
    for (const [id, { lostAt }] of contentions) if (at - lostAt >= CONTENDED_MS) contentions.delete(id);
  }

  return {
    isContended(organizationId) {
      const contention = contentions.get(organizationId);
      return contention !== undefined && now() - contention.lostAt < CONTENDED_MS;
    },
    waitMs(organizationId) {
      const { lostAt, wonAt } = contentions.get(organizationId) ?? { lostAt: 0, wonAt: 0 };
      // Who has lost since is the one to be given way to.
      if (wonAt <= lostAt || now() - lostAt >= CONTENDED_MS) return 0;
      return Math.max(0, wonAt + GIVE_WAY_MS - now());
    },
    lost(organizationId) {
      const lostAt = now();
      if (contentions.size >= REMEMBERED_MAX) forgetOld(lostAt);
      contentions.set(organizationId, {
        wonAt: Number.NEGATIVE_INFINITY,
        ...contentions.get(organizationId),
        lostAt,
      });
    },
    won(organizationId) {
      const before = contentions.get(organizationId);
      if (before !== undefined) contentions.set(organizationId, { ...before, wonAt: now() });
    },
  };
}
