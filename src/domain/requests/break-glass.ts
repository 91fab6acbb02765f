import type { UserId } from '../ids.ts';

/** An owner's word that a code can't wait for its approvals. */
export interface BreakGlass {
  readonly by: UserId;
  /** As they typed it; masked like a reason. */
  readonly reason: string;
  readonly at: number;
  /** Everything happens but the code. */
  readonly isRehearsal: boolean;
  /** The digest (`digestGlass`) of what it was given for: it covers nothing else. */
  readonly actDigest: string;
}

/** What has to be typed, so that no one does it by a slip: in English, or in the other language of the form. */
export const breakGlassWords = ['break glass', 'scheibe einschlagen'] as const;

/** @param text as typed: phones begin with a capital letter, and white space is no difference */
export function areBreakGlassWords(text: string): boolean {
  const words = text.trim().replace(/\s+/g, ' ').toLowerCase();
  return (breakGlassWords as readonly string[]).includes(words);
}
