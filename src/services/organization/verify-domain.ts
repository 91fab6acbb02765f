import { startChecks } from '../../domain/directory/domain-check.ts';
import { normalizeDomain } from '../../domain/directory/email.ts';
import type { EmailDomain } from '../../domain/directory/email-domain.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import { type Transaction, UniqueViolationError } from '../../ports/store.ts';
import { draftOperatorAudit } from '../audit/draft-operator-audit.ts';
import type { ServiceDeps } from '../deps.ts';
import { auditAndNotifyOwners } from '../notices/notify-of-change.ts';
import { judgeTxt, type LookUpTxt, type TxtLookup, verificationRecordOf } from './verification-record.ts';

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
  /** It is proven, and another organization has verified the same name. The domain stays as it was. */
  | {
      readonly kind: 'verified_elsewhere';
      readonly domain: EmailDomain;
      /** Whether the other organization's record is gone, so that its claim is about to end. */
      readonly isOtherGone: boolean;
    }
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
    const lookup = await deps.lookUpTxt(verificationRecordOf(domain).name);
    const outcome = judgeLookup(lookup, domain);
    const isMissing = outcome === 'not_found' || outcome === 'other_value';
    const misplacedAt = isMissing ? await findMisplaced(deps.lookUpTxt, domain) : null;

    async function fail(tx: Transaction, reason: string): Promise<void> {
      const facts = { organizationId, target: name, outcome: 'failed', reason } as const;
      await tx.audit.append(draftOperatorAudit(deps, { ...facts, action: 'domain.verification_failed' }));
    }

    try {
      return await deps.store.transact(organizationId, async (tx): Promise<VerifyDomainResult> => {
        if (outcome !== 'verified') {
          await fail(tx, outcome);
          if (lookup.kind === 'failed') return { kind: 'lookup_failed', domain, why: lookup.why };
          if (lookup.kind === 'timed_out') return { kind: 'timed_out', domain };
          const found = lookup.kind === 'records' ? lookup.values : [];
          return { kind: found.length === 0 ? 'not_found' : 'other_value', domain, found, misplacedAt };
        }
        const holder = await tx.domains.findVerified(name);
        if (holder !== null && holder.organizationId !== organizationId) {
          await fail(tx, 'verified_elsewhere');
          return { kind: 'verified_elsewhere', domain, isOtherGone: judgeTxt(lookup, holder) === 'missing' };
        }
        const verifiedAt = deps.clock.now();
        const check = startChecks(verifiedAt);
        await tx.domains.setVerified(organizationId, name, verifiedAt);
        await tx.domains.setCheck(organizationId, name, check);
        await auditAndNotifyOwners(
          deps,
          tx,
          draftOperatorAudit(deps, { organizationId, action: 'domain.verified', target: name }),
        );
        return { kind: 'verified', domain: { ...domain, verifiedAt, ...check } };
      });
    } catch (error) {
      if (!(error instanceof UniqueViolationError)) throw error;
      // Another organization proved it between this read and this write.
      await deps.store.transact(organizationId, (tx) => fail(tx, 'verified_elsewhere'));
      return { kind: 'verified_elsewhere', domain, isOtherGone: false };
    }
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
    if (judgeLookup(lookup, domain) === 'verified') return name;
  }
  return null;
}

function judgeLookup(
  lookup: TxtLookup,
  domain: EmailDomain,
): 'verified' | 'not_found' | 'other_value' | 'timed_out' | 'lookup_failed' {
  if (lookup.kind === 'timed_out') return 'timed_out';
  if (lookup.kind === 'failed') return 'lookup_failed';
  if (judgeTxt(lookup, domain) === 'found') return 'verified';
  return lookup.kind === 'none' || lookup.values.length === 0 ? 'not_found' : 'other_value';
}
