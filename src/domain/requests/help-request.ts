import type { HelpRequestId, OrganizationId, UserId } from '../ids.ts';

export const helpStates = ['waiting', 'taken', 'done', 'declined', 'cancelled', 'expired'] as const;
export type HelpState = (typeof helpStates)[number];

/** States from which each state may be reached. `waiting`: whoever took it gives it back. */
export const helpTransitions = {
  waiting: ['taken'],
  taken: ['waiting'],
  done: ['waiting', 'taken'],
  declined: ['waiting', 'taken'],
  cancelled: ['waiting', 'taken'],
  expired: ['waiting', 'taken'],
} as const satisfies Record<HelpState, readonly HelpState[]>;

export const helpCancelReasons = ['withdrawn', 'disowned', 'not_allowed', 'switched_off'] as const;
/**
 * Why it was cancelled: by the person, or the manager who asked for them; by the person's "This wasn't me"; because one of the two left,
 * was suspended or lost the Slack account; because the policy has no queue any longer.
 */
export type HelpCancelReason = (typeof helpCancelReasons)[number];

/**
 * Someone who is locked out waits for an administrator. It gives no authority, counts as no verification, and decides nothing: it is a
 * place in a queue. Times are milliseconds since the epoch, UTC.
 */
export interface HelpRequest {
  readonly id: HelpRequestId;
  readonly organizationId: OrganizationId;
  /** The person themselves, or their manager. */
  readonly askerId: UserId;
  /** Who is locked out. */
  readonly targetId: UserId;
  /** Empty if none was given. */
  readonly reason: string;
  readonly state: HelpState;
  /** `null` while no one has taken it. */
  readonly takenBy: UserId | null;
  /** Who issued the code, declined or cancelled it; `null` if no one did. */
  readonly endedBy: UserId | null;
  /** Why it was declined; empty otherwise. */
  readonly declineReason: string;
  readonly cancelReason: HelpCancelReason | null;
  /** When the person said "This wasn't me". */
  readonly disownedAt: number | null;
  /** Where the asker was: the workspace's or enterprise's id under which its people are linked. */
  readonly slackTenantId: string;
  /** The account of the person it is for, there; `null` if they have none. */
  readonly targetSlackId: string | null;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly endedAt: number | null;
}

/**
 * How long it waits: longer than a night, so that a request made in the evening is there in the morning, and shorter than a day, so that
 * no one is called about what was solved yesterday.
 */
export const HELP_LIFETIME_MS = 12 * 3_600_000;

/** So many times a day one person may ask, for themselves and for people who report to them. */
export const HELP_PER_ASKER_PER_DAY = 5;

/** So many an hour in the whole organization: more is an outage or an attack, and neither is solved person by person. */
export const HELP_PER_ORGANIZATION_PER_HOUR = 100;

export function isOpenHelp({ state }: Pick<HelpRequest, 'state'>): boolean {
  return state === 'waiting' || state === 'taken';
}

/** The state at `now`: an open one past its time counts as expired even before the sweep marks it. */
export function helpStateAt(help: Pick<HelpRequest, 'state' | 'expiresAt'>, now: number): HelpState {
  return isOpenHelp(help) && now >= help.expiresAt ? 'expired' : help.state;
}
