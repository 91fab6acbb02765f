import { normalizeDomain } from '../../domain/directory/email.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import { draftOperatorAudit } from '../audit/draft-operator-audit.ts';
import type { ServiceDeps } from '../deps.ts';
import { auditAndNotifyOwners } from '../notices/notify-of-change.ts';

export type RemoveDomainResult =
  | { readonly kind: 'removed'; readonly name: string }
  | { readonly kind: 'unknown_domain' }
  /** It is verified. Unverifying it ends codes and requests, so that is a step of its own. */
  | { readonly kind: 'still_verified'; readonly name: string };

/** Forgets a domain that is not verified. Added again, it gets a new TXT record. */
export function createRemoveDomain(deps: Pick<ServiceDeps, 'store' | 'clock' | 'random' | 'operator'>) {
  return async function removeDomain(
    organizationId: OrganizationId,
    text: string,
  ): Promise<RemoveDomainResult> {
    const name = normalizeDomain(text);
    return deps.store.transact(organizationId, async (tx) => {
      const domain = name === null ? null : await tx.domains.find(organizationId, name);
      if (domain === null) return { kind: 'unknown_domain' };
      if (domain.verifiedAt !== null) return { kind: 'still_verified', name: domain.name };
      await tx.domains.remove(organizationId, domain.name);
      await auditAndNotifyOwners(
        deps,
        tx,
        draftOperatorAudit(deps, { organizationId, action: 'domain.removed', target: domain.name }),
      );
      return { kind: 'removed', name: domain.name };
    });
  };
}
