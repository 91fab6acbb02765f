import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import type { SyncCounts, SyncProblem, SyncRun } from '../../../domain/directory/sync-run.ts';

export type SyncResult =
  | { readonly kind: 'done'; readonly counts: SyncCounts }
  /** Stopped before anything was written: an owner decides. */
  | {
      readonly kind: 'waiting';
      readonly losing: number;
      readonly live: number;
      readonly brakePercent: number;
      readonly names: readonly DirectoryUser[];
    }
  /** The same as an owner has discarded: nothing was written, and no one is asked again. */
  | { readonly kind: 'discarded' }
  | {
      readonly kind: 'failed';
      readonly problem: SyncProblem;
      readonly detail: string | null;
      readonly error?: unknown;
    }
  | { readonly kind: 'cancelled' | 'released' | 'lost' }
  | { readonly kind: 'not_read' | 'unknown_source' }
  | { readonly kind: 'busy' | 'must_decide'; readonly run: SyncRun };
