/** How the latest runs of a source went, so that its owners are notified once when it keeps failing, and once when it works again. */
export interface SyncStreak {
  /** When the latest run that read the source ended; `null` if none has. */
  readonly goodAt: number | null;
  /** Failed runs since then. */
  readonly failed: number;
  readonly isNotified: boolean;
}

export const newStreak: SyncStreak = { goodAt: null, failed: 0, isNotified: false };

/** One failure is a vendor's bad hour. */
export const FAILED_RUNS_PATIENT = 3;
/** People who left a day ago still have their codes, however seldom the source is read. */
export const PATIENT_MS = 24 * 3_600_000;

/** @returns the streak after a failed run, and whether this is the run after which owners are notified */
export function failAgain(before: SyncStreak, now: number): { streak: SyncStreak; mustNotify: boolean } {
  const failed = before.failed + 1;
  const isLong = before.goodAt !== null && now - before.goodAt >= PATIENT_MS;
  const mustNotify = !before.isNotified && (failed >= FAILED_RUNS_PATIENT || isLong);
  return { streak: { ...before, failed, isNotified: before.isNotified || mustNotify }, mustNotify };
}

/** @returns the streak after a run that read the source, and whether owners are notified that it works again */
export function workAgain(before: SyncStreak, now: number): { streak: SyncStreak; mustNotify: boolean } {
  return { streak: { goodAt: now, failed: 0, isNotified: false }, mustNotify: before.isNotified };
}
