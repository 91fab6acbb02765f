import { type DomainLook, isVerificationRecord } from '../../domain/directory/domain-check.ts';
import type { EmailDomain } from '../../domain/directory/email-domain.ts';

/** What the DNS says about a name's TXT records. */
export type TxtLookup =
  /** each record as one text */
  | { readonly kind: 'records'; readonly values: readonly string[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'timed_out' }
  | { readonly kind: 'failed'; readonly why: string };

/** Asks the DNS. Never throws because of what it answers. */
export type LookUpTxt = (name: string) => Promise<TxtLookup>;

/** The TXT record that proves that a domain belongs to the organization. */
export function verificationRecordOf(domain: Pick<EmailDomain, 'name' | 'verificationToken'>): {
  readonly name: string;
  readonly value: string;
} {
  return { name: `_backupcode.${domain.name}`, value: domain.verificationToken };
}

/** Whether the answer holds the proof of this domain. */
export function judgeTxt(lookup: TxtLookup, { verificationToken }: EmailDomain): DomainLook {
  if (lookup.kind === 'timed_out' || lookup.kind === 'failed') return 'unanswered';
  const values = lookup.kind === 'records' ? lookup.values : [];
  return values.some((value) => isVerificationRecord(value, verificationToken)) ? 'found' : 'missing';
}
