import type { ProviderId } from '../ids.ts';
import type { ProviderKind } from './provider.ts';

/** The part of a code's record that is about the vendor who made it. The code itself is nowhere in the store. */
export interface VendorCode {
  readonly providerId: ProviderId;
  /** The provider's: what a code can do must be known when its provider is gone. */
  readonly kind: ProviderKind;
  /** The vendor's id of the person. Kept, so that a changed address doesn't lead to another person. */
  readonly accountId: string;
  /** The person's codes at the vendor before ours was asked for: whatever else is there afterwards is ours. */
  readonly before: readonly string[];
  /** The vendor's id of the code, or what its connector knows it by; `null` while it isn't known. */
  readonly reference: string | null;
  /** When the vendor ends it by itself; `null`: never, or not known. */
  readonly endsAt: number | null;
  /** When the program next has to look after it at the vendor; `null`: nothing is left to do. An instance that is about to do so moves this on first. */
  readonly dueAt: number | null;
  /** How often the vendor didn't answer, since it last did. */
  readonly failures: number;
}

/** After this long, an issue whose outcome isn't known is over at the vendor, too: then what it made is found and ended. */
export const UNCLEAR_MS = 60_000;
/**
 * When a vendor's list is looked at once more for what an unclear issue made: some vendors' servers know of a new code only minutes later
 * (Entra ID).
 */
export const SECOND_LOOK_MS = 5 * 60_000;
/** Between two looks at a code that works. */
export const WATCH_MS = 60_000;
/** How long a vendor's log may be late: Duo's is by two minutes, Okta's mostly by less. */
export const LATE_LOG_MS = 5 * 60_000;
/** How long one that looks after a code has it to itself. */
export const TEND_MS = 90_000;

/** When to try again, after the vendor didn't answer for the nth time: 5 s, doubling, at most 10 minutes. */
export function retryAfter(failures: number): number {
  return Math.min(5000 * 2 ** Math.max(0, failures - 1), 600_000);
}
