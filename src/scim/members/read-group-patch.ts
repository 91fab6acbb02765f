import { say } from '../../messages/say.ts';
import type { MemberStep } from '../../services/scim/write-groups.ts';
import type { Filter } from '../filter/filter.ts';
import { isObject } from '../filter/matches-filter.ts';
import { type PatchOperation, readOperations } from '../patch/read-operations.ts';
import type { PathContext } from '../schemas/resolve-path.ts';
import { badRequest } from '../scim-error.ts';
import { MEMBERS_MAX, readMemberIds } from './read-member-ids.ts';

/** A PATCH of a group, with what it does to members apart: they are rows of their own, and too many to patch as a list. */
export interface GroupPatch {
  readonly operations: readonly PatchOperation[];
  readonly steps: readonly MemberStep[];
  /** The answer to SCIM 1.1 has a body. */
  readonly isScim1: boolean;
}

/** @throws ScimError */
export function readGroupPatch(context: PathContext, body: unknown): GroupPatch {
  if (context.dialect.readsScim1GroupPatch && isScim1(body)) return readScim1(context, body);
  const operations: PatchOperation[] = [];
  const steps: MemberStep[] = [];
  for (const operation of readOperations(context, body)) {
    const step = readMemberStep(context, operation);
    if (step !== null) steps.push(step);
    if (step === null || operation.path === null) operations.push(operation);
  }
  const named = steps.reduce((sum, step) => sum + (step.kind === 'clear' ? 0 : step.ids.length), 0);
  if (named > MEMBERS_MAX) throw badRequest('tooMany', say('scim.error.manyMembers', { max: MEMBERS_MAX }));
  return { operations, steps, isScim1: false };
}

/** What an operation does to members; `null` for nothing. */
function readMemberStep({ dialect }: PathContext, { op, path, value }: PatchOperation): MemberStep | null {
  if (path === null) {
    const key = isObject(value) ? Object.keys(value).find((name) => name.toLowerCase() === 'members') : null;
    if (key == null || !isObject(value) || op === 'remove') return null;
    return { kind: op, ids: readMemberIds(dialect, value[key]) };
  }
  if (path.kind !== 'attribute' || path.attribute.name !== 'members') return null;
  if (path.part !== null) throw badRequest('mutability', say('scim.error.readOnly', { name: 'members' }));
  if (path.filter !== null) {
    const ids = idsIn(path.filter);
    if (ids === null) throw badRequest('invalidPath', say('scim.error.filterMembers'));
    return op === 'remove' ? { kind: 'remove', ids } : { kind: 'add', ids: [] };
  }
  if (op !== 'remove') return { kind: op, ids: readMemberIds(dialect, value) };
  const named = dialect.removesByValue ? readMemberIds(dialect, value) : [];
  return named.length === 0 ? { kind: 'clear' } : { kind: 'remove', ids: named };
}

/** The ids of `value eq "1" or value eq "2"`; `null` if the filter asks for anything else. */
function idsIn(filter: Filter): string[] | null {
  if (filter.kind === 'or') {
    const [left, right] = [idsIn(filter.left), idsIn(filter.right)];
    return left === null || right === null ? null : [...left, ...right];
  }
  const isId = filter.kind === 'compare' && filter.operator === 'eq' && filter.path.part?.name === 'value';
  return isId && typeof filter.value === 'string' ? [filter.value] : null;
}

function isScim1(body: unknown): body is { readonly members: readonly unknown[] } {
  return isObject(body) && body.Operations === undefined && Array.isArray(body.members);
}

/** `{"members":[{"value":"42","operation":"delete"}]}`; without an operation, a member is added. */
function readScim1(context: PathContext, body: { readonly members: readonly unknown[] }): GroupPatch {
  const steps = body.members.map((member): MemberStep => {
    const operation = isObject(member) ? member.operation : null;
    const kind = typeof operation === 'string' && operation.toLowerCase() === 'delete' ? 'remove' : 'add';
    return { kind, ids: readMemberIds(context.dialect, [member]) };
  });
  if (steps.length > MEMBERS_MAX)
    throw badRequest('tooMany', say('scim.error.manyMembers', { max: MEMBERS_MAX }));
  const { displayName } = body as { readonly displayName?: unknown };
  const renamed: PatchOperation = { op: 'replace', path: null, value: { displayName } };
  return { operations: typeof displayName === 'string' ? [renamed] : [], steps, isScim1: true };
}
