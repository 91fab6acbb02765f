import type { UserStatus } from '../../domain/directory/directory-user.ts';
import type { Role } from '../../domain/directory/roles.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import type { UserPage } from '../../ports/directory/directory.ts';
import type { ServiceDeps } from '../deps.ts';

export interface DirectoryQuery {
  /** `next` of the page before; `null` for the first */
  readonly after: string | null;
  readonly limit: number;
  readonly role?: Role | undefined;
  readonly status?: UserStatus | undefined;
}

/** A page of the directory. With a role or status it may hold fewer than `limit` although more follow: go by `next`. */
export function createListDirectory({ store }: Pick<ServiceDeps, 'store'>) {
  return async function listDirectory(
    organizationId: OrganizationId,
    query: DirectoryQuery,
  ): Promise<UserPage> {
    const { after, limit, role, status } = query;
    const page = await store.read.directory.listUsers(organizationId, { after, limit });
    const users = page.users.filter(
      (user) =>
        (role === undefined || user.role === role) && (status === undefined || user.status === status),
    );
    return { users, next: page.next };
  };
}
