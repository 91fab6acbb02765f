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

export const verificationStates = ['waiting', 'done', 'refused'] as const;

/** One way in which the caller of a request was verified, or is being verified. */
export interface Verification {
  readonly method: VerificationMethod;
  /** `waiting` for the manager's answer, or the person's on their device. Only `done` counts. */
  readonly state: (typeof verificationStates)[number];
  /** What the requester wrote about it; masked like a reason. */
  readonly evidence: string;
  /** Who vouches: the requester, the manager who is asked, or the person themselves on their device. */
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

/** Who was asked, the manager or the person on their device, and has not answered; `null` if no one. */
export function findWaiting(
  { verifications }: { readonly verifications: readonly Verification[] },
  method: 'manager' | 'device',
): Verification | null {
  return verifications.find((each) => each.state === 'waiting' && each.method === method) ?? null;
}

/** Who said that the caller is someone else: the manager, or the person on their device. */
export function refusedBy({
  verifications,
}: {
  readonly verifications: readonly Verification[];
}): 'manager' | 'device' {
  const isRefusal = ({ method, state }: Verification) => method === 'device' && state === 'refused';
  return verifications.some(isRefusal) ? 'device' : 'manager';
}

/** A number of which only the country and the last two digits show: enough to tell one's own. */
export function maskNumber(mobile: string): string {
  return `${mobile.slice(0, 3)} … ${mobile.slice(-2)}`;
}
