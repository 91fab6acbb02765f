import type { OrganizationId } from '../ids.ts';

/** An e-mail domain of an organization. Only exact names count: a sub-domain is a domain of its own. */
export interface EmailDomain {
  readonly organizationId: OrganizationId;
  /** normalized, see `normalizeDomain` */
  readonly name: string;
  /** The text expected in a DNS TXT record at `_backupcode.<name>`. */
  readonly verificationToken: string;
  /** When ownership was last proven; `null` while unverified. */
  readonly verifiedAt: number | null;
  readonly createdAt: number;
}
