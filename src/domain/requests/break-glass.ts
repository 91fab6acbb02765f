import type { UserId } from '../ids.ts';

/** An owner's word that a code can't wait for its approvals. */
export interface BreakGlass {
  readonly by: UserId;
  /** As they typed it; masked like a reason. */
  readonly reason: string;
  readonly at: number;
  /** Everything happens but the code. */
  readonly isRehearsal: boolean;
}
