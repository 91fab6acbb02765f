import type { Secret } from '../../domain/crypto/secret.ts';
import type { Source } from '../../domain/directory/source.ts';
import type { SourceAccess } from '../../ports/directory/source.ts';
import type { ServiceDeps } from '../deps.ts';

/** What a connector needs to reach the vendor of a source there is. */
export async function readSourceAccess(
  { store }: Pick<ServiceDeps, 'store'>,
  { organizationId, settings }: Pick<Source, 'organizationId' | 'settings'>,
  secret: Secret | null,
): Promise<SourceAccess> {
  const organization = await store.read.organizations.findById(organizationId);
  return { settings, secret, slackTenantIds: organization?.slackTenantIds ?? [] };
}
