import { isDeepStrictEqual } from 'node:util';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { parseLogin } from '../../domain/directory/email.ts';
import type { SourceRecord } from '../../domain/directory/source-person.ts';
import { isId, type UserId } from '../../domain/ids.ts';
import type { ScimResource } from '../../ports/directory/scim-resources.ts';
import type { Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';
import { deriveRecord, type ScimContent } from './derive-record.ts';
import { provisionRecord } from './provision-record.ts';
import { keyOf, type ScimCaller } from './scim-caller.ts';
import { type ChangeContent, type ExpectsVersion, indexContent, parseContent } from './store-resource.ts';
import { transactAs } from './transact-as.ts';
import { createWatchLosses } from './watch-losses.ts';

export type CreateUserResult =
  | { readonly kind: 'created'; readonly resource: ScimResource }
  | { readonly kind: 'name_taken' }
  /** The login belongs to a user that this client did not provision. Kept as a conflict until a person decides. */
  | { readonly kind: 'login_taken' }
  /** Nothing by which the person could be known. */
  | { readonly kind: 'no_contact' }
  /** The client's `externalId` can't be kept: too long, or it hides something. */
  | { readonly kind: 'bad_external_id' }
  /** A person decided that they stay out. */
  | { readonly kind: 'dismissed' };

export type ChangeResult =
  | { readonly kind: 'changed' | 'unchanged'; readonly resource: ScimResource }
  | { readonly kind: 'not_found' | 'other_version' | 'name_taken' };

export type DeleteResult = { readonly kind: 'deleted' | 'not_found' | 'other_version' };

/** Creates, changes and removes the users of a SCIM client. Each with its directory user, role and losses, in one transaction. */
export function createWriteUsers(deps: ServiceDeps) {
  const { store, clock } = deps;
  const watchLosses = createWatchLosses(deps);

  async function createUser(admitted: ScimCaller, content: ScimContent): Promise<CreateUserResult> {
    const key = keyOf(admitted, 'User');
    const index = indexContent('User', content);
    let losing = 0;
    const result = await transactAs(store, admitted, async (tx, caller): Promise<CreateUserResult> => {
      const [same] = await tx.scimResources.listBy(key, { field: 'name', value: index.name }, 1);
      if (same !== undefined) return { kind: 'name_taken' };
      const record = deriveRecord(await chooseExternalId(tx, caller, content), content);
      const outcome = await provisionRecord(deps, tx, caller, record);
      if (outcome.kind !== 'applied') return outcome;
      losing = outcome.losing;
      const at = clock.now();
      const resource: ScimResource = {
        ...key,
        id: outcome.userId,
        ...index,
        version: 1,
        createdAt: at,
        updatedAt: at,
      };
      await tx.scimResources.insert(resource);
      return { kind: 'created', resource };
    });
    if (result.kind === 'created') await watchLosses(admitted, losing);
    return result;
  }

  async function changeUser(
    admitted: ScimCaller,
    id: string,
    change: ChangeContent,
    expects: ExpectsVersion,
  ): Promise<ChangeResult> {
    const key = keyOf(admitted, 'User');
    let losing = 0;
    const result = await transactAs(store, admitted, async (tx, caller): Promise<ChangeResult> => {
      const before = await tx.scimResources.find(key, id);
      if (before === null) return { kind: 'not_found' };
      if (!expects(before.version)) return { kind: 'other_version' };
      const old = parseContent(before);
      const content = change(old);
      if (isDeepStrictEqual(old, content)) return { kind: 'unchanged', resource: before };
      const index = indexContent('User', content);
      const [same] = await tx.scimResources.listBy(key, { field: 'name', value: index.name }, 1);
      if (same !== undefined && same.id !== id) return { kind: 'name_taken' };
      const externalId = await findExternalId(tx, caller, toUserId(id));
      losing = externalId === null ? 0 : await losingOf(tx, caller, deriveRecord(externalId, content));
      const resource = { ...before, ...index, version: before.version + 1, updatedAt: clock.now() };
      await tx.scimResources.update(resource);
      return { kind: 'changed', resource };
    });
    if (result.kind === 'changed') await watchLosses(admitted, losing);
    return result;
  }

  /** The user is deactivated, and the resource is gone. */
  async function deleteUser(
    admitted: ScimCaller,
    id: string,
    expects: ExpectsVersion,
  ): Promise<DeleteResult> {
    const key = keyOf(admitted, 'User');
    let losing = 0;
    const result = await transactAs(store, admitted, async (tx, caller): Promise<DeleteResult> => {
      const before = await tx.scimResources.find(key, id);
      if (before === null) return { kind: 'not_found' };
      if (!expects(before.version)) return { kind: 'other_version' };
      const userId = toUserId(id);
      const externalId = await findExternalId(tx, caller, userId);
      // Out of the groups first: a role from one of them must not come back with the person.
      await leaveGroups(deps, tx, caller, userId);
      if (externalId !== null) {
        const record = deriveRecord(externalId, parseContent(before));
        losing = await losingOf(tx, caller, { ...record, status: 'deactivated' });
      }
      await tx.scimResources.remove(key, id);
      return { kind: 'deleted' };
    });
    if (result.kind === 'deleted') await watchLosses(admitted, losing);
    return result;
  }

  async function losingOf(tx: Transaction, caller: ScimCaller, record: SourceRecord): Promise<number> {
    const outcome = await provisionRecord(deps, tx, caller, record);
    return outcome.kind === 'applied' ? outcome.losing : 0;
  }

  return { createUser, changeUser, deleteUser };
}

/**
 * The id by which the rule knows the person. It stays, whatever the client makes of `externalId` later.
 *
 * A person that this client deletes and creates again is the same user. By login alone only if they have no role to inherit: the address
 * may be another person's by now.
 */
async function chooseExternalId(tx: Transaction, caller: ScimCaller, content: ScimContent): Promise<string> {
  const { organizationId, id: sourceId } = caller.source;
  const given = typeof content.externalId === 'string' ? content.externalId : null;
  const wanted = given ?? String(content.userName).toLowerCase();
  const known = await tx.sourcePeople.find(organizationId, sourceId, wanted);
  const isTaken = known?.userId != null && (await hasResource(tx, caller, known.userId));
  if (known !== null && !isTaken) return wanted;
  const { email } = deriveRecord(wanted, content);
  const login = email === null ? null : parseLogin(email);
  const user = login === null ? null : await tx.directory.findUserByLogin(organizationId, login);
  if (user !== null && isLeftBehind(user, caller) && !(await hasResource(tx, caller, user.id))) {
    const former = await findExternalId(tx, caller, user.id);
    if (former !== null) return former;
  }
  // Two people with one external id: the second one is known by their name.
  return isTaken ? `${wanted} ${String(content.userName).toLowerCase()}` : wanted;
}

function isLeftBehind({ sourceId, status, role }: DirectoryUser, { source }: ScimCaller): boolean {
  return sourceId === source.id && status === 'deactivated' && role === 'member';
}

async function hasResource(tx: Transaction, caller: ScimCaller, userId: UserId): Promise<boolean> {
  return (await tx.scimResources.find(keyOf(caller, 'User'), userId)) !== null;
}

/** `null` if the link to the user was taken away by a person. */
async function findExternalId(tx: Transaction, caller: ScimCaller, userId: UserId): Promise<string | null> {
  const people = await tx.sourcePeople.listByUser(caller.source.organizationId, userId);
  return people.find(({ sourceId }) => sourceId === caller.source.id)?.externalId ?? null;
}

async function leaveGroups(
  { clock }: Pick<ServiceDeps, 'clock'>,
  tx: Transaction,
  caller: ScimCaller,
  userId: UserId,
): Promise<void> {
  const { organizationId, id: sourceId } = caller.source;
  for (const group of await tx.groups.listOfUser(organizationId, userId)) {
    if (group.sourceId !== sourceId) continue;
    await tx.groups.removeMembers(organizationId, group.id, [userId]);
    const resource = await tx.scimResources.find(keyOf(caller, 'Group'), group.id);
    if (resource !== null)
      await tx.scimResources.update({ ...resource, version: resource.version + 1, updatedAt: clock.now() });
  }
}

export function toUserId(id: string): UserId {
  if (!isId('user', id)) throw new Error('The resource of a user has another id');
  return id;
}
