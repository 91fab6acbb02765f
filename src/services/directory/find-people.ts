import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { parseLogin } from '../../domain/directory/email.ts';
import { foldName } from '../../domain/directory/name.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import type { ServiceDeps } from '../deps.ts';

const PAGE = 500;

/**
 * The people an operator may mean: by id, by any login, or by the whole name. A name takes reading the whole
 * directory, which only the command line does.
 */
export function createFindPeople({ store }: Pick<ServiceDeps, 'store'>) {
  const { directory } = store.read;

  return async function findPeople(organizationId: OrganizationId, text: string): Promise<DirectoryUser[]> {
    if (/^usr_/.test(text)) {
      const user = await directory.findUser(organizationId, text as DirectoryUser['id']);
      return user === null ? [] : [user];
    }
    const login = parseLogin(text);
    if (login !== null) {
      const user = await directory.findUserByLogin(organizationId, login);
      return user === null ? [] : [user];
    }
    const found: DirectoryUser[] = [];
    let after: string | null = null;
    do {
      const page = await directory.listUsers(organizationId, { after, limit: PAGE });
      found.push(...page.users.filter(({ displayName }) => foldName(displayName) === foldName(text)));
      after = page.next;
    } while (after !== null);
    return found;
  };
}

/** Users by their ids, to show their names. An id that is no user's is missing from it. */
export function createNameUsers({ store }: Pick<ServiceDeps, 'store'>) {
  return async function nameUsers(
    organizationId: OrganizationId,
    ids: Iterable<string>,
  ): Promise<ReadonlyMap<string, DirectoryUser>> {
    const names = new Map<string, DirectoryUser>();
    for (const id of new Set(ids)) {
      if (!/^usr_/.test(id)) continue;
      const user = await store.read.directory.findUser(organizationId, id as DirectoryUser['id']);
      if (user !== null) names.set(id, user);
    }
    return names;
  };
}
