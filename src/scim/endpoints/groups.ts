import { canNameGroup } from '../../domain/directory/name.ts';
import { say } from '../../messages/say.ts';
import type { ScimContent } from '../../services/scim/derive-record.ts';
import type { ScimServices } from '../../services/scim/scim-services.ts';
import type { MemberStep } from '../../services/scim/write-groups.ts';
import { answerResource, notFound, refuseChange, refuseName } from '../answers.ts';
import { type Answer, contextOf, type Exchange, type Handle } from '../exchange.ts';
import { limitContent } from '../limit-content.ts';
import { readGroupPatch } from '../members/read-group-patch.ts';
import { readMemberIds } from '../members/read-member-ids.ts';
import { applyPatch } from '../patch/apply-patch.ts';
import { isUnchanged, readIfMatch } from '../preconditions.ts';
import { tagOf } from '../present-resource.ts';
import { readScimBody } from '../read-body.ts';
import { groupType } from '../schemas/group-schema.ts';
import { readResource } from '../schemas/read-resource.ts';
import type { Fields } from '../schemas/read-value.ts';
import { badRequest } from '../scim-error.ts';
import { idOf } from './users.ts';

type Deps = Pick<
  ScimServices,
  'createGroup' | 'changeGroup' | 'deleteGroup' | 'getResource' | 'listMembers' | 'listGroupsOf'
>;

export function createGroupEndpoints(services: Deps) {
  const create: Handle = async (exchange) => {
    const body = await readScimBody(exchange.request);
    const content = checkGroup(readResource(contextOf(exchange, groupType), body));
    const ids = readMemberIds(exchange.dialect, membersIn(body));
    const result = await services.createGroup(exchange.caller, content, ids);
    if (result.kind === 'created') return answerResource(services, exchange, groupType, 201, result.resource);
    if (result.kind === 'unknown_member') throw refuseMember(result.id);
    throw refuseName(groupType);
  };

  const get: Handle = async (exchange) => {
    const resource = await services.getResource(exchange.caller, 'Group', idOf(exchange));
    if (resource === null) throw notFound();
    if (isUnchanged(exchange.request, resource.version))
      return { status: 304, headers: { ETag: tagOf(resource) } };
    return answerResource(services, exchange, groupType, 200, resource);
  };

  const replace: Handle = async (exchange) => {
    const { dialect } = exchange;
    const body = await readScimBody(exchange.request);
    const content = checkGroup(readResource(contextOf(exchange, groupType), body));
    const members = membersIn(body);
    const keeps = members === undefined && dialect.putKeepsMembers;
    const steps: MemberStep[] = keeps ? [] : [{ kind: 'replace', ids: readMemberIds(dialect, members) }];
    return change(exchange, () => content, steps, 200);
  };

  const patch: Handle = async (exchange) => {
    const context = contextOf(exchange, groupType);
    const { operations, steps, isScim1 } = readGroupPatch(context, await readScimBody(exchange.request));
    const apply = (before: ScimContent) => checkGroup(applyPatch(context, before as Fields, operations));
    // Entra ID wants no body, and a big group would have a big one.
    const status = exchange.query.has('attributes') || isScim1 ? 200 : 204;
    return change(exchange, apply, steps, status);
  };

  async function change(
    exchange: Exchange,
    apply: (before: ScimContent) => Fields,
    steps: readonly MemberStep[],
    status: 200 | 204,
  ): Promise<Answer> {
    const { caller, request } = exchange;
    const result = await services.changeGroup(caller, idOf(exchange), apply, steps, readIfMatch(request));
    if (result.kind === 'unknown_member') throw refuseMember(result.id);
    if (result.kind !== 'changed' && result.kind !== 'unchanged') throw refuseChange(result.kind, groupType);
    if (status === 204) return { status, headers: { ETag: tagOf(result.resource) } };
    return answerResource(services, exchange, groupType, status, result.resource);
  }

  const remove: Handle = async (exchange) => {
    const { caller, request } = exchange;
    const result = await services.deleteGroup(caller, idOf(exchange), readIfMatch(request));
    if (result.kind !== 'deleted') throw refuseChange(result.kind, groupType);
    return { status: 204 };
  };

  return { create, get, replace, patch, remove };
}

/** `undefined` if the body names none: `null` and an empty list name no one. */
function membersIn(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return undefined;
  const key = Object.keys(body).find((name) => name.toLowerCase() === 'members');
  return key === undefined ? undefined : ((body as Record<string, unknown>)[key] ?? []);
}

function checkGroup(content: Fields): Fields {
  if (!canNameGroup(String(content.displayName)))
    throw badRequest('invalidValue', say('scim.error.groupName'));
  return limitContent(content);
}

function refuseMember(id: string) {
  return badRequest('invalidValue', say('scim.error.member', { id: id.slice(0, 100) }));
}
