import type { Policy } from '../organization/policy.ts';

/**
 * By which right a request was made.
 * - `issuer`: by an owner or admin.
 * - `help_desk`: by someone of the help desk, for those whom the owner entrusted to it.
 * - `manager`: by the target's manager.
 */
export const lanes = ['issuer', 'help_desk', 'manager'] as const;
export type Lane = (typeof lanes)[number];

/** A right that someone has to act for one person. */
export interface Right {
  readonly lane: Lane;
  /** Whether someone else has to agree, whatever the tier says. */
  readonly needsApproval: boolean;
}

/** An owner's or admin's: what it needs is the tier's affair. */
export const issuersRight: Right = { lane: 'issuer', needsApproval: false };

/** How long a code of this lane works, in minutes: as a rule, and at most. */
export function lifetimesOf(
  lane: Lane,
  policy: Pick<Policy, 'codeLifetimeMinutes' | 'codeLifetimeMinutesMax' | 'helpDesk'>,
): { readonly usual: number; readonly max: number } {
  const { codeLifetimeMinutes: usual, codeLifetimeMinutesMax: max, helpDesk } = policy;
  if (lane !== 'help_desk') return { usual, max };
  const cap = helpDesk.lifetimeMinutesMax;
  return { usual: Math.min(usual, cap), max: Math.min(max, cap) };
}

/** How many codes one person may ask for in an hour by this lane. */
export function requestsPerHourOf(
  lane: Lane,
  { requestsPerRequesterPerHour, helpDesk }: Pick<Policy, 'requestsPerRequesterPerHour' | 'helpDesk'>,
): number {
  return lane === 'help_desk'
    ? Math.min(requestsPerRequesterPerHour, helpDesk.codesPerHour)
    : requestsPerRequesterPerHour;
}
