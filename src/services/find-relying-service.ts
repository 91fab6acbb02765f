import type { OrganizationId } from '../domain/ids.ts';
import type { RelyingService } from '../domain/relying-service.ts';
import type { RelyingServiceReader } from '../ports/relying-services.ts';

/**
 * The organization's relying service of this name or id; `null` if there is none.
 * @param nameOrId the id wins where one service is named like another's id
 */
export async function findRelyingService(
  relyingServices: Pick<RelyingServiceReader, 'list'>,
  organizationId: OrganizationId,
  nameOrId: string,
): Promise<RelyingService | null> {
  const services = await relyingServices.list(organizationId);
  const wanted = nameOrId.normalize('NFC').trim();
  return services.find(({ id }) => id === nameOrId) ?? services.find(({ name }) => name === wanted) ?? null;
}
