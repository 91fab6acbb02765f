import { foldName } from '../../domain/directory/name.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import type { Provider } from '../../domain/providers/provider.ts';
import type { ProviderReader } from '../../ports/providers/providers.ts';

/** The organization's provider of this id or name; `null` if there is none. The id wins. */
export async function findProvider(
  providers: Pick<ProviderReader, 'list'>,
  organizationId: OrganizationId,
  nameOrId: string,
): Promise<Provider | null> {
  const all = await providers.list(organizationId);
  const wanted = foldName(nameOrId);
  return all.find(({ id }) => id === nameOrId) ?? all.find(({ name }) => foldName(name) === wanted) ?? null;
}
