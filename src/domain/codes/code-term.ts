import type { Policy } from '../organization/policy.ts';
import type { IssueRequest } from '../requests/issue-request.ts';
import { lifetimesOf } from '../requests/lane.ts';
import { type BackupCode, isCodeEarly } from './backup-code.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** What people choose from, in minutes, as far as the policy allows it. */
const usualLifetimes = [15, 30, 60, 120, 240, 480, 720, 1440];

type TermPolicy = Pick<
  Policy,
  'codeLifetimeMinutes' | 'codeLifetimeMinutesMax' | 'helpDesk' | 'delayedStartDaysMax'
>;
type Lifetime = Pick<IssueRequest, 'lane' | 'lifetimeMinutes'>;
type ChosenTerm = Lifetime & Pick<IssueRequest, 'startsAt'>;

/** What the requester may choose, from the shortest to the longest; what they have chosen is among them. */
export function listLifetimes(request: Lifetime, policy: TermPolicy): number[] {
  const { usual, max } = lifetimesOf(request.lane, policy);
  const all = new Set([...usualLifetimes, usual, max, lifetimeOf(request, policy)]);
  return [...all].filter((minutes) => minutes <= max).sort((a, b) => a - b);
}

/** How long the code of a request would work as things are: the policy's maximum may have shrunk since it was chosen. */
export function lifetimeOf({ lane, lifetimeMinutes }: Lifetime, policy: TermPolicy): number {
  const { usual, max } = lifetimesOf(lane, policy);
  return Math.min(lifetimeMinutes ?? usual, max);
}

/** When the code of a request that starts to work at `startsAt` would expire, as things are. */
export function expiryAfter(startsAt: number, chosen: Lifetime, policy: TermPolicy): number {
  return startsAt + lifetimeOf(chosen, policy) * MINUTE_MS;
}

export interface CodeTerm extends Pick<BackupCode, 'startsAt' | 'expiresAt'> {
  /** Whether the code works for less than the requester chose. */
  readonly isShortened: boolean;
}

/** From when to when a code works that is made at `now`. A start that has passed while the request waited means now. */
export function fixCodeTerm(chosen: ChosenTerm, policy: TermPolicy, now: number): CodeTerm {
  const minutes = lifetimeOf(chosen, policy);
  const startsAt = chosen.startsAt !== null && chosen.startsAt > now ? chosen.startsAt : null;
  return {
    startsAt,
    expiresAt: expiryAfter(startsAt ?? now, chosen, policy),
    isShortened: chosen.lifetimeMinutes !== null && minutes < chosen.lifetimeMinutes,
  };
}

export type StartProblem = 'start_not_allowed' | 'start_too_far' | 'start_passed';

/** Whether a code may begin to work at `startsAt`; `null`: it may. A start that has passed is no problem where the request had it before. */
export function judgeStart(
  startsAt: number,
  { delayedStartDaysMax: days }: TermPolicy,
  now: number,
): StartProblem | null {
  if (startsAt <= now) return 'start_passed';
  if (days === 0) return 'start_not_allowed';
  return startsAt - now > days * DAY_MS ? 'start_too_far' : null;
}

/** A reminder that comes sooner after the code began to work is no help. */
const REMINDER_AFTER_MS = 2 * MINUTE_MS;

/** When the requester is reminded that their code is about to expire unused; `null`: never. */
export function reminderAt(
  { startsAt, expiresAt }: Pick<BackupCode, 'startsAt' | 'expiresAt'>,
  { remindBeforeExpiryMinutes: minutes }: Pick<Policy, 'remindBeforeExpiryMinutes'>,
  now: number,
): number | null {
  if (minutes === null) return null;
  const at = expiresAt - minutes * MINUTE_MS;
  const worksFrom = isCodeEarly({ startsAt }, now) && startsAt !== null ? startsAt : now;
  return at - worksFrom < REMINDER_AFTER_MS ? null : at;
}
