import { isDeepStrictEqual } from 'node:util';
import { foldGroupName, type Group } from '../../domain/directory/group.ts';
import type { SourceRecord } from '../../domain/directory/source-person.ts';
import { isId, type UserId } from '../../domain/ids.ts';
import type { ScimResource } from '../../ports/directory/scim-resources.ts';
import type { Transaction } from '../../ports/store.ts';
import { draftAudit, type ServiceDeps } from '../deps.ts';
import type { Draft } from '../directory/end-lost.ts';
import { warnOfLostGroup } from '../organization/groups/warn-of-lost-group.ts';
import { endRightsLost } from '../requests/end-rights-lost.ts';
import type { ScimContent } from './derive-record.ts';
import { listMembers, toGroupId } from './list-members.ts';
import { countLosing, provisionRecords } from './provision-record.ts';
import { actorOf, keyOf, type ScimCaller } from './scim-caller.ts';
import { type ChangeContent, type ExpectsVersion, indexContent, parseContent } from './store-resource.ts';
import { transactAs } from './transact-as.ts';
import { createWatchLosses } from './watch-losses.ts';
import type { ChangeResult, DeleteResult } from './write-users.ts';

const BATCH = 1_000;

/** One step of a change of members, in the order in which the client wrote them. */
export type MemberStep =
  | { readonly kind: 'add' | 'remove' | 'replace'; readonly ids: readonly string[] }
  | { readonly kind: 'clear' };

export type UnknownMember = { readonly kind: 'unknown_member'; readonly id: string };

export type CreateGroupResult =
  | { readonly kind: 'created'; readonly resource: ScimResource }
  | { readonly kind: 'name_taken' }
  | UnknownMember;

export type ChangeGroupResult = ChangeResult | UnknownMember;

/** Creates, changes and removes the groups of a SCIM client; the roles that rules give to their members follow in the same transaction. */
export function createWriteGroups(deps: ServiceDeps) {
  const { store, clock, random } = deps;
  const watchLosses = createWatchLosses(deps);

  async function createGroup(
    admitted: ScimCaller,
    content: ScimContent,
    memberIds: readonly string[],
  ): Promise<CreateGroupResult> {
    const key = keyOf(admitted, 'Group');
    const index = indexContent('Group', content);
    let losing = 0;
    const result = await transactAs(store, admitted, async (tx, caller): Promise<CreateGroupResult> => {
      if (await isNameTaken(tx, caller, index.name, null)) return { kind: 'name_taken' };
      const members = await checkMembers(tx, caller, memberIds);
      if (members.kind === 'unknown_member') return members;
      const at = clock.now();
      const group = toGroup(caller, random.id('group'), content, at);
      await tx.groups.insert(group);
      const resource: ScimResource = {
        ...key,
        id: group.id,
        ...index,
        version: 1,
        createdAt: at,
        updatedAt: at,
      };
      await tx.scimResources.insert(resource);
      await changeMembers(tx, group, new Set(members.ids), new Set());
      await endRightsLost(deps, tx, group.organizationId, draftBy(caller));
      losing = await reapply(tx, caller, new Set(members.ids), [group.name]);
      await audit(tx, caller, group, { isNew: true, added: members.ids.length });
      return { kind: 'created', resource };
    });
    if (result.kind === 'created') await watchLosses(admitted, losing);
    return result;
  }

  /** @param steps empty: the members stay */
  async function changeGroup(
    admitted: ScimCaller,
    id: string,
    change: ChangeContent,
    steps: readonly MemberStep[],
    expects: ExpectsVersion,
  ): Promise<ChangeGroupResult> {
    const key = keyOf(admitted, 'Group');
    let losing = 0;
    const result = await transactAs(store, admitted, async (tx, caller): Promise<ChangeGroupResult> => {
      const before = await tx.scimResources.find(key, id);
      if (before === null) return { kind: 'not_found' };
      if (!expects(before.version)) return { kind: 'other_version' };
      const old = parseContent(before);
      const content = change(old);
      const index = indexContent('Group', content);
      if (await isNameTaken(tx, caller, index.name, id)) return { kind: 'name_taken' };
      const named = steps.flatMap((step) => (step.kind === 'add' || step.kind === 'replace' ? step.ids : []));
      const members = await checkMembers(tx, caller, named);
      if (members.kind === 'unknown_member') return members;
      const present = steps.length === 0 ? new Set<UserId>() : new Set(await listMembers(tx.groups, before));
      const { added, removed } = applySteps(present, steps);
      const isSame = isDeepStrictEqual(old, content);
      if (isSame && added.size + removed.size === 0) return { kind: 'unchanged', resource: before };
      const group = toGroup(caller, toGroupId(id), content, clock.now());
      if (!isSame) await tx.groups.update({ ...group, createdAt: before.createdAt });
      await changeMembers(tx, group, added, removed);
      if (added.size + removed.size > 0) await endRightsLost(deps, tx, group.organizationId, draftBy(caller));
      if (removed.size > 0) await warnOfLostGroup(deps, tx, group, by(caller));
      const resource = { ...before, ...index, version: before.version + 1, updatedAt: clock.now() };
      await tx.scimResources.update(resource);
      const oldName = String(old.displayName);
      const affected = new Set([...added, ...removed]);
      if (oldName !== group.name && isRuled(caller, [oldName, group.name]))
        for (const each of await listMembers(tx.groups, before)) affected.add(each);
      losing = await reapply(tx, caller, affected, [oldName, group.name]);
      await audit(tx, caller, group, {
        ...(oldName === group.name ? {} : { nameBefore: oldName }),
        added: added.size,
        removed: removed.size,
      });
      return { kind: 'changed', resource };
    });
    if (result.kind === 'changed') await watchLosses(admitted, losing);
    return result;
  }

  async function deleteGroup(
    admitted: ScimCaller,
    id: string,
    expects: ExpectsVersion,
  ): Promise<DeleteResult> {
    const { organizationId } = admitted.source;
    const key = keyOf(admitted, 'Group');
    let losing = 0;
    const result = await transactAs(store, admitted, async (tx, caller): Promise<DeleteResult> => {
      const before = await tx.scimResources.find(key, id);
      if (before === null) return { kind: 'not_found' };
      if (!expects(before.version)) return { kind: 'other_version' };
      const group = toGroup(caller, toGroupId(id), parseContent(before), clock.now());
      const members = isRuled(caller, [group.name]) ? await listMembers(tx.groups, before) : [];
      await tx.groups.remove(organizationId, group.id);
      await endRightsLost(deps, tx, organizationId, draftBy(caller));
      await warnOfLostGroup(deps, tx, group, by(caller));
      await tx.scimResources.remove(key, id);
      losing = await reapply(tx, caller, new Set(members), [group.name]);
      await audit(tx, caller, group, { isRemoved: true });
      return { kind: 'deleted' };
    });
    if (result.kind === 'deleted') await watchLosses(admitted, losing);
    return result;
  }

  /** Decides again on the people whose groups have changed, if a rule names one of those groups. @returns how many lost something */
  async function reapply(
    tx: Transaction,
    caller: ScimCaller,
    userIds: ReadonlySet<UserId>,
    names: readonly string[],
  ): Promise<number> {
    if (!isRuled(caller, names)) return 0;
    const ids = [...userIds];
    const records: SourceRecord[] = [];
    for (let at = 0; at < ids.length; at += BATCH) {
      const some = ids.slice(at, at + BATCH);
      const people = await tx.sourcePeople.listByUsers(caller.source.organizationId, some);
      for (const { sourceId, record } of people) if (sourceId === caller.source.id) records.push(record);
    }
    return countLosing(await provisionRecords(deps, tx, caller, records));
  }

  const draftBy =
    (caller: ScimCaller): Draft =>
    (facts) =>
      draftAudit(deps, { ...facts, ...by(caller) });

  async function audit(
    tx: Transaction,
    caller: ScimCaller,
    group: Group,
    details: Readonly<Record<string, string | number | boolean>>,
  ): Promise<void> {
    await tx.audit.append(
      draftAudit(deps, {
        organizationId: group.organizationId,
        action: 'directory.group_changed',
        actor: actorOf(caller),
        target: group.id,
        source: caller.from,
        details: { name: group.name, ...details },
      }),
    );
  }

  return { createGroup, changeGroup, deleteGroup };
}

function by(caller: ScimCaller) {
  return { actor: actorOf(caller), source: caller.from };
}

function toGroup({ source }: ScimCaller, id: Group['id'], content: ScimContent, at: number): Group {
  const { displayName, externalId } = content;
  return {
    id,
    organizationId: source.organizationId,
    sourceId: source.id,
    externalId: typeof externalId === 'string' ? externalId : null,
    name: String(displayName),
    createdAt: at,
    updatedAt: at,
  };
}

/** Whether a rule may name one of the groups. Folding too much only decides again on people who stay as they are. */
function isRuled({ source }: ScimCaller, names: readonly string[]): boolean {
  const folded = new Set(names.map(foldGroupName));
  return source.roleRules.some(({ when }) => when.kind === 'group' && folded.has(foldGroupName(when.group)));
}

async function isNameTaken(
  tx: Transaction,
  caller: ScimCaller,
  name: string,
  id: string | null,
): Promise<boolean> {
  const { organizationId, id: sourceId } = caller.source;
  const same = await tx.groups.findByName(organizationId, sourceId, name);
  return same !== null && same.id !== id;
}

/** Members are users of the same client. */
async function checkMembers(
  tx: Transaction,
  caller: ScimCaller,
  ids: readonly string[],
): Promise<{ readonly kind: 'users'; readonly ids: readonly UserId[] } | UnknownMember> {
  const users: UserId[] = [];
  const wanted = [...new Set(ids)];
  for (let at = 0; at < wanted.length; at += BATCH) {
    const some = wanted.slice(at, at + BATCH);
    const named = some.filter((id) => isId('user', id));
    const found = await tx.directory.listUsersByIds(caller.source.organizationId, named);
    // A live user that this client provisioned is one of its resources, so few are left to look up one by one.
    const own = new Set<string>(
      found
        .filter(({ sourceId, status }) => sourceId === caller.source.id && status !== 'deactivated')
        .map(({ id }) => id),
    );
    for (const id of some) {
      const isUser =
        isId('user', id) &&
        (own.has(id) || (await tx.scimResources.find(keyOf(caller, 'User'), id)) !== null);
      if (!isUser) return { kind: 'unknown_member', id };
      users.push(id);
    }
  }
  return { kind: 'users', ids: users };
}

function applySteps(
  present: ReadonlySet<UserId>,
  steps: readonly MemberStep[],
): { readonly added: Set<UserId>; readonly removed: Set<UserId> } {
  const after = new Set<string>(present);
  for (const step of steps) {
    if (step.kind === 'clear' || step.kind === 'replace') after.clear();
    if (step.kind === 'clear') continue;
    for (const id of step.ids) {
      if (step.kind === 'remove') after.delete(id);
      else after.add(id);
    }
  }
  const added = [...after].filter((id): id is UserId => !present.has(id as UserId));
  return { added: new Set(added), removed: new Set([...present].filter((id) => !after.has(id))) };
}

async function changeMembers(
  tx: Transaction,
  { organizationId, id }: Group,
  added: ReadonlySet<UserId>,
  removed: ReadonlySet<UserId>,
): Promise<void> {
  const [adding, removing] = [[...added], [...removed]];
  for (let at = 0; at < adding.length; at += BATCH)
    await tx.groups.addMembers(organizationId, id, adding.slice(at, at + BATCH));
  for (let at = 0; at < removing.length; at += BATCH)
    await tx.groups.removeMembers(organizationId, id, removing.slice(at, at + BATCH));
}
