import type { SyncRunId } from '../ids.ts';

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
  /** Why it failed, by code; the words are in the messages. */
  readonly problem: string | null;
  /** Digest of the people that the waiting run would take something from, so that **Apply** covers these and no others. */
  readonly brakeDigest: string | null;
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
