import type { OrganizationId } from '../ids.ts';

/** An e-mail domain of an organization. Only exact names count: a sub-domain is a domain of its own. */
export interface EmailDomain extends DomainCheck {
  readonly organizationId: OrganizationId;
  /** normalized, see `normalizeDomain` */
  readonly name: string;
  /** The text expected in a DNS TXT record at `_backupcode.<name>`. */
  readonly verificationToken: string;
  /** When ownership was last proven; `null` while unverified. Of one name, only one organization's domain is verified. */
  readonly verifiedAt: number | null;
  readonly createdAt: number;
}

/** What the daily look at the TXT record of a verified domain has seen. */
export interface DomainCheck {
  /** When the DNS last answered; `null` before the first look. */
  readonly lastCheckedAt: number | null;
  /** When it is looked up next; `null` for a domain that is not verified, or that was trusted without proof. */
  readonly nextCheckAt: number | null;
  /** When the record was first found missing; `null` while it is there. It stays when the domain loses its verification by this. */
  readonly missingSince: number | null;
  /** How many looks in a row have missed it. */
  readonly missedLooks: number;
}

export const uncheckedDomain: DomainCheck = {
  lastCheckedAt: null,
  nextCheckAt: null,
  missingSince: null,
  missedLooks: 0,
};

/** `none`: there is no address. `lost`: it was verified until its record had been gone for too long. */
export type DomainState = 'verified' | 'none' | 'unknown' | 'unverified' | 'lost';

export function domainStateOf(domain: EmailDomain | null): Exclude<DomainState, 'none'> {
  if (domain === null) return 'unknown';
  if (domain.verifiedAt !== null) return 'verified';
  return domain.missingSince === null ? 'unverified' : 'lost';
}
