import type { UserId } from '../ids.ts';

/**
 * How the requester made sure who the caller is. Knowledge questions are not among them: what a caller can be asked, an attacker can look up.
 * - `callback`: they called the number that the directory has.
 * - `video`: a live picture, with a badge or identity card.
 * - `in_person`: face to face.
 * - `manager`: the person's manager says yes in Slack.
 * - `device`: the caller confirmed on a device that is enrolled for them.
 * - `other`: what the policy describes.
 */
export const verificationMethods = ['callback', 'video', 'in_person', 'manager', 'device', 'other'] as const;
export type VerificationMethod = (typeof verificationMethods)[number];

/** Those that a policy can ask for: no way to reach a person's enrolled device is built in. */
export const offeredMethods = [
  'callback',
  'video',
  'in_person',
  'manager',
  'other',
] as const satisfies VerificationMethod[];

export const verificationStates = ['waiting', 'done', 'refused'] as const;

/** One way in which the caller of a request was verified, or is being verified. */
export interface Verification {
  readonly method: VerificationMethod;
  /** `waiting` for someone else's answer, such as the manager's. Only `done` counts. */
  readonly state: (typeof verificationStates)[number];
  /** What the requester wrote about it; masked like a reason. */
  readonly evidence: string;
  /** Who vouches: the requester, or the manager who is asked. */
  readonly by: UserId;
  /** When it was recorded or, once answered, when it was answered. */
  readonly at: number;
}

/** How many different ways count: done, and among those that the terms allow. */
export function countVerified({
  verifications,
  terms,
}: {
  readonly verifications: readonly Verification[];
  readonly terms: { readonly verificationMethods: readonly VerificationMethod[] };
}): number {
  const counting = verifications.filter(
    ({ method, state }) => state === 'done' && terms.verificationMethods.includes(method),
  );
  return new Set(counting.map(({ method }) => method)).size;
}

/** Ways that need the requester's own words about what they saw; the others speak for themselves. */
export const methodsWithEvidence: readonly VerificationMethod[] = ['video', 'in_person', 'other'];

/** A manager who was asked and has not answered; `null` if there is none. */
export function findWaiting({
  verifications,
}: {
  readonly verifications: readonly Verification[];
}): Verification | null {
  return verifications.find(({ state }) => state === 'waiting') ?? null;
}

/** A number of which only the country and the last two digits show: enough to tell one's own. */
export function maskNumber(mobile: string): string {
  return `${mobile.slice(0, 3)} … ${mobile.slice(-2)}`;
}
