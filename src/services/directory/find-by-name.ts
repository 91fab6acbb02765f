import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { fitsWords, toSearchWords } from '../../domain/directory/search-words.ts';
import { slackTenantIdOf } from '../../domain/directory/slack-person.ts';
import { decideAuthority } from '../../domain/requests/authority.ts';
import type { Refusal } from '../../domain/requests/refusals.ts';
import type { Readers } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';
import { readTies } from '../requests/read-eligibility.ts';
import { authorizeReader, type ReaderInput } from './authorize-reader.ts';

/** A longer choice is no choice: the name has to be more precise. */
export const HITS_MAX = 8;
/** Names are not indexed: so many people are looked through. Logins are, however many there are. */
export const LOOKED_AT_MAX = 10_000;
const PAGE = 1000;
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
      /** Whether more people fit than these. */
      readonly isMore: boolean;
      /** Whether there are more people than could be looked through. */
      readonly isCut: boolean;
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
    return { kind: 'found', hits, isMore: found.users.length > shown.length, isCut: found.isCut };
  };
}

async function search(
  { directory }: Pick<Readers, 'directory'>,
  organizationId: DirectoryUser['organizationId'],
  text: string,
  maySee: (user: DirectoryUser) => Promise<boolean>,
): Promise<{ readonly users: readonly DirectoryUser[]; readonly isCut: boolean }> {
  const wanted = toSearchWords(text);
  const login = text.trim().toLowerCase();
  const byLogin = /\s/.test(login)
    ? []
    : await directory.listUsersByLoginPrefix(organizationId, login, LOGINS_READ);
  const found = new Map<string, DirectoryUser>();
  for (const user of byLogin) if (await maySee(user)) found.set(user.id, user);
  if (login.includes('@') || wanted.length === 0) return { users: [...found.values()], isCut: false };
  let after: string | null = null;
  let lookedAt = 0;
  do {
    const page = await directory.listUsers(organizationId, { after, limit: PAGE });
    for (const user of page.users) if (fits(user, wanted) && (await maySee(user))) found.set(user.id, user);
    lookedAt += page.users.length;
    after = page.next;
  } while (after !== null && lookedAt < LOOKED_AT_MAX && found.size <= HITS_MAX);
  const users = [...found.values()].sort((one, other) => one.displayName.localeCompare(other.displayName));
  return { users, isCut: after !== null && found.size <= HITS_MAX };
}

function fits({ displayName, employeeNumber }: DirectoryUser, wanted: readonly string[]): boolean {
  return fitsWords([...toSearchWords(displayName), ...toSearchWords(employeeNumber ?? '')], wanted);
}
