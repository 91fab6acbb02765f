import type { SyncRunId } from '../ids.ts';
import type { VendorProblem } from '../vendor-problem.ts';
import type { SyncStreak } from './sync-streak.ts';

/** `waiting`: the brake has stopped the run before it applied anything, and an owner decides. */
export type SyncRunState = 'reading' | 'applying' | 'waiting' | 'done' | 'failed' | 'cancelled' | 'discarded';

/** One run over a source. An instance that does it holds its lease; after the lease has ended, any other starts it again. */
export interface SyncRun {
  readonly id: SyncRunId;
  readonly state: SyncRunState;
  readonly isFull: boolean;
  /** The instance that does it, and until when no other may. */
  readonly leaseHolder: string | null;
  readonly leaseUntil: number;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly counts: SyncCounts;
  /** How many people it would take something from, or has taken. */
  readonly losing: number;
  /** Why it failed. */
  readonly problem: SyncProblem | null;
  /** For the operator: where the vendor's answer was wrong. Nothing secret, and nothing personal. */
  readonly detail: string | null;
  /**
   * Digest of the people that a run takes something from. A waiting run asks about exactly these; once an owner has decided, **Apply** covers
   * exactly these, and each transaction leaves those who are still to come.
   */
  readonly brakeDigest: string | null;
  /** The people that an owner discarded last. The same set is not asked about again. */
  readonly discardedDigest: string | null;
  /** Of the runs up to this one; runs from before there were streaks have none. */
  readonly streak?: SyncStreak;
}

export type SyncProblem =
  | VendorProblem
  /** No master key opens the credential. */
  | 'secret_unreadable'
  /** The operator changed or removed the source meanwhile. */
  | 'source_changed'
  /** There is no room for temporary data. */
  | 'no_room'
  /** Another change in the directory made the plan wrong. */
  | 'directory_changed'
  /** A bug, or an outage of the store: the log has the details. */
  | 'internal';

/** What can keep a source from being read run after run; people ended the others. */
export type LastingProblem = Exclude<SyncProblem, 'cancelled' | 'source_changed'>;

/** A run that has not ended: an instance does it, or will start it again. */
export function isUnderWay(run: SyncRun | null): run is SyncRun & { readonly state: 'reading' | 'applying' } {
  return run?.state === 'reading' || run?.state === 'applying';
}

export interface SyncCounts {
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly suspended: number;
  readonly deactivated: number;
  readonly reactivated: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly conflicts: number;
}

export const noSyncCounts: SyncCounts = {
  read: 0,
  created: 0,
  updated: 0,
  suspended: 0,
  deactivated: 0,
  reactivated: 0,
  unchanged: 0,
  skipped: 0,
  conflicts: 0,
};
