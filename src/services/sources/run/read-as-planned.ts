import { loginsOf } from '../../../domain/directory/directory-user.ts';
import type { DirectoryReader } from '../../../ports/directory/directory.ts';
import type { SyncStaging } from '../../../ports/directory/sync-staging.ts';

/**
 * The directory as the run would leave it, so far as it is planned. A plan reads the store batch by batch and writes nothing there: without
 * this, two new people in different batches would both get the address that they share.
 */
export function readAsPlanned(
  directory: DirectoryReader,
  staging: Pick<SyncStaging, 'listPlanned'>,
): DirectoryReader {
  return {
    ...directory,
    async listUsersByLogins(organizationId, logins) {
      const stored = await directory.listUsersByLogins(organizationId, logins);
      const planned = staging.listPlanned({ ids: stored.map(({ id }) => id), logins });
      const changed = new Set(planned.map(({ id }) => id));
      return [
        ...stored.filter(({ id }) => !changed.has(id)),
        // Someone may have given the login up.
        ...planned.filter((user) => loginsOf(user).some((login) => logins.includes(login))),
      ];
    },
  };
}
