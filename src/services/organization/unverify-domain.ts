import { normalizeDomain } from '../../domain/directory/email.ts';
import { uncheckedDomain } from '../../domain/directory/email-domain.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import { draftOperatorAudit } from '../audit/draft-operator-audit.ts';
import type { ServiceDeps } from '../deps.ts';
import { loseDomain } from './lose-domain.ts';

export type UnverifyDomainResult =
  | { readonly kind: 'unverified'; readonly name: string }
  | { readonly kind: 'unknown_domain' }
  | { readonly kind: 'not_verified' };

/** Unverifies a domain: no more codes for its addresses, and the live ones end (N18). */
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
      await tx.domains.setCheck(organizationId, domain.name, uncheckedDomain);
      await loseDomain(
        deps,
        tx,
        domain,
        draftOperatorAudit(deps, { organizationId, action: 'domain.unverified', target: domain.name }),
      );
      return { kind: 'unverified', name: domain.name };
    });
  };
}
