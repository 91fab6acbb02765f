import type { Source } from '../../domain/directory/source.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import type { SourceReader } from '../../ports/directory/sources.ts';

/** The organization's source of this id or name; `null` if there is none. The id wins. */
export async function findSource(
  sources: Pick<SourceReader, 'list'>,
  organizationId: OrganizationId,
  nameOrId: string,
): Promise<Source | null> {
  const all = await sources.list(organizationId);
  const wanted = nameOrId.normalize('NFC').trim();
  return all.find(({ id }) => id === nameOrId) ?? all.find(({ name }) => name === wanted) ?? null;
}
