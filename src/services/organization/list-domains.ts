import type { EmailDomain } from '../../domain/directory/email-domain.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import type { ServiceDeps } from '../deps.ts';

/** The organization's e-mail domains, by name. */
export function createListDomains({ store }: Pick<ServiceDeps, 'store'>) {
  return async function listDomains(organizationId: OrganizationId): Promise<EmailDomain[]> {
    return store.read.domains.list(organizationId);
  };
}
