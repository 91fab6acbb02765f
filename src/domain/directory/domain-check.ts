import type { DomainCheck, EmailDomain } from './email-domain.ts';

const HOUR_MS = 3_600_000;
export const CHECK_EVERY_MS = 24 * HOUR_MS;
/** How long until the next look, if the DNS did not answer or the process died. */
export const CHECK_AGAIN_MS = HOUR_MS;
/** A record may be gone this long, over at least so many looks in a row, before the domain loses its verification. */
export const MISSING_MS_MAX = 72 * HOUR_MS;
export const MISSED_LOOKS_MIN = 3;

/** What a look at the DNS found: a DNS that fails says nothing about the record, so `unanswered` counts neither way. */
export type DomainLook = 'found' | 'missing' | 'unanswered';

export interface JudgedLook {
  /** `first_missed` warns, `lost` takes the verification away. */
  readonly kind: 'kept' | 'unanswered' | 'first_missed' | 'missed' | 'found_again' | 'lost';
  readonly check: DomainCheck;
}

/** The next state of a verified domain after a look at its record. */
export function judgeLook(domain: EmailDomain, look: DomainLook, now: number): JudgedLook {
  const { lastCheckedAt, nextCheckAt, missingSince, missedLooks } = domain;
  if (look === 'unanswered')
    return { kind: 'unanswered', check: { lastCheckedAt, nextCheckAt, missingSince, missedLooks } };
  const seen = { lastCheckedAt: now, nextCheckAt: now + CHECK_EVERY_MS };
  if (look === 'found') {
    const kind = missingSince === null ? 'kept' : 'found_again';
    return { kind, check: { ...seen, missingSince: null, missedLooks: 0 } };
  }
  const check = { ...seen, missingSince: missingSince ?? now, missedLooks: missedLooks + 1 };
  if (missingSince === null) return { kind: 'first_missed', check };
  const isLost = now - missingSince >= MISSING_MS_MAX && check.missedLooks >= MISSED_LOOKS_MIN;
  return isLost ? { kind: 'lost', check: { ...check, nextCheckAt: null } } : { kind: 'missed', check };
}

/** A domain that was proven just now. */
export function startChecks(now: number): DomainCheck {
  return { lastCheckedAt: now, nextCheckAt: now + CHECK_EVERY_MS, missingSince: null, missedLooks: 0 };
}

/**
 * Whether a TXT record is the proof. DNS panels add quotes, spaces, a dot at the end, or change the case, and some split a text in the middle
 * of the quotes. Only what no token holds is left out, and without case a token still has over 160 random bits.
 */
export function isVerificationRecord(value: string, token: string): boolean {
  return value.length <= 1024 && spell(value) === spell(token);
}

function spell(text: string): string {
  return text.replace(/[^\w=-]/g, '').toLowerCase();
}
