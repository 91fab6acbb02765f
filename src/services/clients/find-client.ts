import type { Client } from '../../domain/clients/client.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import type { ClientReader } from '../../ports/clients.ts';

/**
 * The organization's client of this name or id; `null` if there is none.
 * @param nameOrId the id wins if one client is named like another's id
 */
export async function findClient(
  clients: Pick<ClientReader, 'list'>,
  organizationId: OrganizationId,
  nameOrId: string,
): Promise<Client | null> {
  const services = await clients.list(organizationId);
  const wanted = nameOrId.normalize('NFC').trim();
  return services.find(({ id }) => id === nameOrId) ?? services.find(({ name }) => name === wanted) ?? null;
}
