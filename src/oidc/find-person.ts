import type { Account } from 'oidc-provider';
import { loginOf } from '../domain/directory/directory-user.ts';
import { isId } from '../domain/ids.ts';
import type { DirectoryReader } from '../ports/directory/directory.ts';
import type { FindOidcClient } from '../services/clients/find-oidc-client.ts';

export type FindPerson = (sub: string, clientId: string | null) => Promise<Account | undefined>;

/** The person behind a token, as they are now. Finds only confirmed users of the client's organization. */
export function createFindPerson(directory: DirectoryReader, findOidcClient: FindOidcClient): FindPerson {
  return async function findPerson(sub, clientId) {
    const client = clientId === null ? null : await findOidcClient(clientId);
    if (client === null || !isId('user', sub)) return undefined;
    const user = await directory.findUser(client.service.organizationId, sub);
    if (user === null || user.status !== 'confirmed') return undefined;
    return {
      accountId: user.id,
      claims: async () => ({
        sub: user.id,
        name: user.displayName,
        preferred_username: loginOf(user),
        ...(user.email === null ? {} : { email: user.email }),
      }),
    };
  };
}
