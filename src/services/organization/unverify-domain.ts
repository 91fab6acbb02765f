import { normalizeDomain } from '../../domain/directory/email.ts';
import type { Loss } from '../../domain/directory/loss.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import { draftOperatorAudit } from '../audit/draft-operator-audit.ts';
import type { ServiceDeps } from '../deps.ts';
import { endLost } from '../directory/end-lost.ts';
import { auditAndNotifyOwners } from '../notices/notify-of-change.ts';

export type UnverifyDomainResult =
  | { readonly kind: 'unverified'; readonly name: string }
  | { readonly kind: 'unknown_domain' }
  | { readonly kind: 'not_verified' };

/** People of the domain may still issue for others. */
const lossOfDomain: Loss = { asTarget: 'domain_unverified', asIssuer: null };

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
      await tx.domains.setVerified(organizationId, domain.name, null);
      await endLost(deps, tx, organizationId, async (userId) => {
        const user = await tx.directory.findUser(organizationId, userId);
        return user?.email?.endsWith(`@${domain.name}`) === true ? lossOfDomain : null;
      });
      await auditAndNotifyOwners(
        deps,
        tx,
        draftOperatorAudit(deps, { organizationId, action: 'domain.unverified', target: domain.name }),
      );
      return { kind: 'unverified', name: domain.name };
    });
  };
}
