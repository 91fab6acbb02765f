import { normalizeDomain } from '../domain/email.ts';
import type { OrganizationId } from '../domain/ids.ts';
import type { ServiceDeps } from './deps.ts';
import { draftOperatorAudit } from './draft-operator-audit.ts';
import { auditAndTellOwners } from './tell-of-change.ts';

export type UnverifyDomainResult =
  | { readonly kind: 'unverified'; readonly name: string }
  | { readonly kind: 'unknown_domain' }
  | { readonly kind: 'not_verified' };

/** Takes back that a domain is the organization's: no more codes for its addresses, from the next click on. */
export function createUnverifyDomain(deps: Pick<ServiceDeps, 'store' | 'clock' | 'random'>) {
  return async function unverifyDomain(
    organizationId: OrganizationId,
    text: string,
  ): Promise<UnverifyDomainResult> {
    const name = normalizeDomain(text);
    return deps.store.transact(organizationId, async (tx) => {
      const domain = name === null ? null : await tx.domains.find(organizationId, name);
      if (domain === null) return { kind: 'unknown_domain' };
      if (domain.verifiedAt === null) return { kind: 'not_verified' };
      await tx.domains.setVerified(organizationId, domain.name, null);
      await auditAndTellOwners(
        deps,
        tx,
        draftOperatorAudit(deps, { organizationId, action: 'domain.unverified', target: domain.name }),
      );
      return { kind: 'unverified', name: domain.name };
    });
  };
}
