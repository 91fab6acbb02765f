import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { isId } from '../../domain/ids.ts';
import type { Readers } from '../../ports/store.ts';

/** A confirmed user whom the directory names as this one's manager: by an external id of the same source, a user's id or a login. */
export async function findManager(
  read: Pick<Readers, 'directory' | 'sourcePeople'>,
  { organizationId, id, manager, sourceId }: DirectoryUser,
): Promise<DirectoryUser | null> {
  if (manager === null) return null;
  const person = sourceId === null ? null : await read.sourcePeople.find(organizationId, sourceId, manager);
  const found =
    person?.userId != null
      ? await read.directory.findUser(organizationId, person.userId)
      : isId('user', manager)
        ? await read.directory.findUser(organizationId, manager)
        : await read.directory.findUserByLogin(organizationId, manager);
  return found?.status === 'confirmed' && found.id !== id ? found : null;
}
