import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { toSearchWords } from '../../domain/directory/search-words.ts';
import { slackTenantIdOf } from '../../domain/directory/slack-person.ts';
import { decideAuthority } from '../../domain/requests/authority.ts';
import type { Refusal } from '../../domain/requests/refusals.ts';
import type { Readers } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';
import { readTies } from '../requests/read-eligibility.ts';
import { authorizeReader, type ReaderInput } from './authorize-reader.ts';

/** A longer choice is no choice: the name has to be more precise. */
export const HITS_MAX = 8;
/** More than are shown, as the asker may not see some of them. */
const PEOPLE_READ = 200;
const LOGINS_READ = 50;

export interface Hit {
  readonly user: DirectoryUser;
  /** Their account in the asker's workspace; `null` if none is linked. */
  readonly slackUserId: string | null;
}

export type FindByNameResult =
  | {
      readonly kind: 'found';
      readonly hits: readonly Hit[];
      /** Whether more people fit than these, or may fit. */
      readonly isMore: boolean;
    }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

export interface FindByNameInput extends ReaderInput {
  /** A name, an address or a number, or the beginnings of its words. */
  readonly name: string;
}

/**
 * The people whom someone may mean, for those who may see their codes: to choose from, never a guess. What was typed is stored nowhere, as
 * it may be anything, even a code.
 */
export function createFindByName(deps: ServiceDeps) {
  const { read } = deps.store;

  return async function findByName(input: FindByNameInput): Promise<FindByNameResult> {
    const allowed = await authorizeReader(deps, input, 'find');
    if (allowed.kind === 'refused') return allowed;
    const { reader: actor, policy } = allowed;
    const maySee = async (target: DirectoryUser) => {
      const ties = await readTies(read, policy, actor, target);
      return decideAuthority({ kind: 'see' }, { actor, target, policy, ties }).kind === 'allowed';
    };
    const found = await search(read, input.organization.id, input.name, maySee);
    const shown = found.users.slice(0, HITS_MAX);
    const tenantId = slackTenantIdOf(input.workspace);
    const hits = await Promise.all(
      shown.map(async (user) => {
        const account = await read.identities.findByUser(input.organization.id, tenantId, user.id);
        return { user, slackUserId: account?.slackUserId ?? null };
      }),
    );
    return { kind: 'found', hits, isMore: !found.isAll || found.users.length > shown.length };
  };
}

async function search(
  { directory }: Pick<Readers, 'directory'>,
  organizationId: DirectoryUser['organizationId'],
  text: string,
  maySee: (user: DirectoryUser) => Promise<boolean>,
): Promise<{ readonly users: readonly DirectoryUser[]; readonly isAll: boolean }> {
  const wanted = toSearchWords(text);
  const login = text.trim().toLowerCase();
  const byLogin = /\s/.test(login)
    ? []
    : await directory.listUsersByLoginPrefix(organizationId, login, LOGINS_READ);
  const isByLogin = login.includes('@') || wanted.length === 0;
  const byWords = isByLogin
    ? { users: [], isAll: true }
    : await directory.listUsersByWords(organizationId, wanted, PEOPLE_READ);
  const found = [...new Map([...byLogin, ...byWords.users].map((user) => [user.id, user])).values()];
  const users: DirectoryUser[] = [];
  for (const user of found.sort((one, other) => one.displayName.localeCompare(other.displayName))) {
    if (users.length > HITS_MAX) break;
    if (await maySee(user)) users.push(user);
  }
  return { users, isAll: byWords.isAll };
}
