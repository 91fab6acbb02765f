import { normalizeDomain } from '../domain/email.ts';
import type { EmailDomain } from '../domain/email-domain.ts';
import type { OrganizationId } from '../domain/ids.ts';
import { verificationRecordOf } from './add-domain.ts';
import type { ServiceDeps } from './deps.ts';
import { draftOperatorAudit } from './draft-operator-audit.ts';

/** What the DNS says of a name's TXT records. */
export type TxtLookup =
  /** each record as one text */
  | { readonly kind: 'records'; readonly values: readonly string[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'timed_out' }
  | { readonly kind: 'failed'; readonly why: string };

/** Asks the DNS. Never throws for what the world did. */
export type LookUpTxt = (name: string) => Promise<TxtLookup>;

export type VerifyDomainResult =
  | { readonly kind: 'verified'; readonly domain: EmailDomain }
  /** The proof is not there: no record, or records with other values. The domain stays as it was. */
  | { readonly kind: 'not_found' | 'other_value'; readonly domain: EmailDomain }
  /** Nobody can tell now. The domain stays as it was. */
  | { readonly kind: 'timed_out'; readonly domain: EmailDomain }
  | { readonly kind: 'lookup_failed'; readonly domain: EmailDomain; readonly why: string }
  | { readonly kind: 'unknown_domain' }
  | { readonly kind: 'invalid_name' };

/** Looks for the proof in the DNS, before and outside of the transaction, and writes down what came of it. */
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
    return deps.store.transact(organizationId, async (tx) => {
      if (outcome !== 'verified') {
        const facts = { organizationId, target: name, outcome: 'failed', reason: outcome } as const;
        await tx.audit.append(draftOperatorAudit(deps, { ...facts, action: 'domain.verification_failed' }));
        return lookup.kind === 'failed'
          ? { kind: 'lookup_failed', domain, why: lookup.why }
          : { kind: outcome === 'lookup_failed' ? 'not_found' : outcome, domain };
      }
      const verifiedAt = deps.clock.now();
      await tx.domains.setVerified(organizationId, name, verifiedAt);
      await tx.audit.append(
        draftOperatorAudit(deps, { organizationId, action: 'domain.verified', target: name }),
      );
      return { kind: 'verified', domain: { ...domain, verifiedAt } };
    });
  };
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
