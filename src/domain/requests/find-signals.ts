import type { BackupCode } from '../codes/backup-code.ts';
import type { Lockout } from '../redeeming/lockout.ts';
import { isOnLeave, type SlackStatus } from './leave-words.ts';
import { type RiskSignal, riskSignals } from './risk-signal.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** So many codes within a day make the next one suspicious. */
export const ISSUED_IN_DAY = 2;
export const USED_MINUTES = 30;
/** A role is new for a week, a Slack account's link for a day. */
const ROLE_NEW_MS = 7 * DAY_MS;
const LINK_NEW_MS = DAY_MS;
/** In an organization that began this week, every role and every link is new. */
const ORGANIZATION_NEW_MS = 7 * DAY_MS;
/** So many requests of an organization within ten minutes. */
export const BURST_REQUESTS = 10;
export const BURST_MS = 10 * MINUTE_MS;
const NIGHT_FROM_HOUR = 22;
const NIGHT_TO_HOUR = 6;

/** Everything the signals rest on, read in the transaction that decides, and from the look-up in Slack that is made anyway. */
export interface RiskFacts {
  readonly now: number;
  /** The target's newest codes. */
  readonly codes: readonly Pick<BackupCode, 'createdAt' | 'state' | 'settledAt' | 'revocationReason'>[];
  /** How many other people asked for the target within a day. */
  readonly otherRequesters: number;
  /** The target's, as Slack has them; `null` if it says nothing. */
  readonly status: SlackStatus | null;
  /** IANA name, such as `Europe/Berlin`. */
  readonly timeZone: string | null;
  readonly organizationSince: number;
  /** Since when the requester has their role, as far as the history says. */
  readonly requesterSince: number;
  /** When the requester's Slack account was linked; `null` if it isn't. */
  readonly linkedAt: number | null;
  /** The target's, of all their names. */
  readonly lockouts: readonly Pick<Lockout, 'consecutiveFailures' | 'isDisabled' | 'updatedAt'>[];
  /** Wrong codes in a row from which on each further one waits. */
  readonly delayAfterFailures: number;
  /** Whether {@link BURST_REQUESTS} others were made within {@link BURST_MS}. */
  readonly isBurst: boolean;
}

/** All signals that the facts give, in the order of {@link riskSignals}. */
export function findSignals(facts: RiskFacts): RiskSignal[] {
  return riskSignals.filter((signal) => judges[signal](facts));
}

const judges: Readonly<Record<RiskSignal, (facts: RiskFacts) => boolean>> = {
  issued_today: ({ codes, now }) =>
    codes.filter((code) => wasSeen(code) && now - code.createdAt < DAY_MS).length >= ISSUED_IN_DAY,
  used_minutes_ago: ({ codes, now }) =>
    codes.some(
      ({ state, settledAt }) =>
        state === 'redeemed' && settledAt !== null && now - settledAt < USED_MINUTES * MINUTE_MS,
    ),
  on_leave: ({ status, now }) => status !== null && isOnLeave(status, now),
  night: ({ timeZone, now }) => timeZone !== null && isNight(timeZone, now),
  requester_new: (facts) => facts.now - facts.requesterSince < ROLE_NEW_MS && !isOrganizationNew(facts),
  link_new: (facts) =>
    facts.linkedAt !== null && facts.now - facts.linkedAt < LINK_NEW_MS && !isOrganizationNew(facts),
  several_requesters: ({ otherRequesters }) => otherRequesters > 0,
  wrong_codes: ({ lockouts, delayAfterFailures, now }) =>
    lockouts.some(
      ({ consecutiveFailures, isDisabled, updatedAt }) =>
        isDisabled || (consecutiveFailures >= delayAfterFailures && now - updatedAt < DAY_MS),
    ),
  burst: ({ isBurst }) => isBurst,
};

/** A code that Slack did not take was shown to no one. */
function wasSeen({ state, revocationReason }: RiskFacts['codes'][number]): boolean {
  return (
    state !== 'undelivered' &&
    revocationReason !== 'delivery_failed' &&
    revocationReason !== 'never_delivered'
  );
}

function isOrganizationNew({ now, organizationSince }: RiskFacts): boolean {
  return now - organizationSince < ORGANIZATION_NEW_MS;
}

/** From 22:00 to 6:00 where the person is; `false` for a zone of no known name. */
function isNight(timeZone: string, now: number): boolean {
  const hour = hourIn(timeZone, now);
  return hour !== null && (hour >= NIGHT_FROM_HOUR || hour < NIGHT_TO_HOUR);
}

function hourIn(timeZone: string, now: number): number | null {
  try {
    const format = new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone });
    return Number(format.format(now));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
