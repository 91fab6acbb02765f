import { normalizeDomain } from '../../domain/directory/email.ts';
import type { EmailDomain } from '../../domain/directory/email-domain.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import { draftOperatorAudit } from '../audit/draft-operator-audit.ts';
import type { ServiceDeps } from '../deps.ts';
import { auditAndNotifyOwners } from '../notices/notify-of-change.ts';
import { verificationRecordOf } from './add-domain.ts';

/** What the DNS says about a name's TXT records. */
export type TxtLookup =
  /** each record as one text */
  | { readonly kind: 'records'; readonly values: readonly string[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'timed_out' }
  | { readonly kind: 'failed'; readonly why: string };

/** Asks the DNS. Never throws because of what it answers. */
export type LookUpTxt = (name: string) => Promise<TxtLookup>;

export type VerifyDomainResult =
  | { readonly kind: 'verified'; readonly domain: EmailDomain }
  /** The proof is missing: no record, or records with other values. The domain stays as it was. */
  | {
      readonly kind: 'not_found' | 'other_value';
      readonly domain: EmailDomain;
      /** The records that are there instead. */
      readonly found: readonly string[];
      /** The wrong place where the proof was found, if any. */
      readonly misplacedAt: string | null;
    }
  /** The DNS could not be asked. The domain stays as it was. */
  | { readonly kind: 'timed_out'; readonly domain: EmailDomain }
  | { readonly kind: 'lookup_failed'; readonly domain: EmailDomain; readonly why: string }
  | { readonly kind: 'unknown_domain' }
  | { readonly kind: 'invalid_name' };

/** Looks for the proof in the DNS, before the transaction, and records the result in it. */
export function createVerifyDomain(
  deps: Pick<ServiceDeps, 'store' | 'clock' | 'random'> & { readonly lookUpTxt: LookUpTxt },
) {
  return async function verifyDomain(
    organizationId: OrganizationId,
    text: string,
  ): Promise<VerifyDomainResult> {
    const name = normalizeDomain(text);
    if (name === null) return { kind: 'invalid_name' };
    const domain = await deps.store.read.domains.find(organizationId, name);
    if (domain === null) return { kind: 'unknown_domain' };
    const record = verificationRecordOf(domain);
    const lookup = await deps.lookUpTxt(record.name);
    const outcome = judgeLookup(lookup, record.value);
    const isMissing = outcome === 'not_found' || outcome === 'other_value';
    const misplacedAt = isMissing ? await findMisplaced(deps.lookUpTxt, domain) : null;
    return deps.store.transact(organizationId, async (tx) => {
      if (outcome !== 'verified') {
        const facts = { organizationId, target: name, outcome: 'failed', reason: outcome } as const;
        await tx.audit.append(draftOperatorAudit(deps, { ...facts, action: 'domain.verification_failed' }));
        if (lookup.kind === 'failed') return { kind: 'lookup_failed', domain, why: lookup.why };
        if (lookup.kind === 'timed_out') return { kind: 'timed_out', domain };
        const found = lookup.kind === 'records' ? lookup.values : [];
        return { kind: found.length === 0 ? 'not_found' : 'other_value', domain, found, misplacedAt };
      }
      const verifiedAt = deps.clock.now();
      await tx.domains.setVerified(organizationId, name, verifiedAt);
      await auditAndNotifyOwners(
        deps,
        tx,
        draftOperatorAudit(deps, { organizationId, action: 'domain.verified', target: name }),
      );
      return { kind: 'verified', domain: { ...domain, verifiedAt } };
    });
  };
}

/**
 * Where the record ends up if it was set at the domain itself, or at a name to which the DNS provider added the
 * zone once more: `_backupcode.acme.example.acme.example`. The zone may be the domain or one above it.
 */
async function findMisplaced(lookUpTxt: LookUpTxt, domain: EmailDomain): Promise<string | null> {
  const record = verificationRecordOf(domain);
  const labels = domain.name.split('.');
  const zones = labels.slice(0, -1).map((_label, index) => labels.slice(index).join('.'));
  const candidates = [...zones.map((zone) => `${record.name}.${zone}`), domain.name];
  for (const name of candidates) {
    const lookup = await lookUpTxt(name);
    if (lookup.kind === 'timed_out' || lookup.kind === 'failed') return null;
    if (judgeLookup(lookup, record.value) === 'verified') return name;
  }
  return null;
}

function judgeLookup(
  lookup: TxtLookup,
  expected: string,
): 'verified' | 'not_found' | 'other_value' | 'timed_out' | 'lookup_failed' {
  if (lookup.kind === 'timed_out') return 'timed_out';
  if (lookup.kind === 'failed') return 'lookup_failed';
  if (lookup.kind === 'none' || lookup.values.length === 0) return 'not_found';
  return lookup.values.some((value) => value.trim() === expected) ? 'verified' : 'other_value';
}
