import { KEY_LENGTH_MAX } from '../../domain/directory/provision/parse-record.ts';
import { say } from '../../messages/say.ts';
import type { ScimContent } from '../../services/scim/derive-record.ts';
import type { ScimServices } from '../../services/scim/scim-services.ts';
import { answerResource, notFound, refuseChange, refuseName } from '../answers.ts';
import { contextOf, type Exchange, type Handle } from '../exchange.ts';
import { limitContent } from '../limit-content.ts';
import { applyPatch } from '../patch/apply-patch.ts';
import { readOperations } from '../patch/read-operations.ts';
import { isUnchanged, readIfMatch } from '../preconditions.ts';
import { tagOf } from '../present-resource.ts';
import { readScimBody } from '../read-body.ts';
import { readResource } from '../schemas/read-resource.ts';
import type { Fields } from '../schemas/read-value.ts';
import { userType } from '../schemas/user-schema.ts';
import { badRequest, ScimError } from '../scim-error.ts';

type Deps = Pick<
  ScimServices,
  'createUser' | 'changeUser' | 'deleteUser' | 'getResource' | 'listMembers' | 'listGroupsOf'
>;

export function createUserEndpoints(services: Deps) {
  const create: Handle = async (exchange) => {
    const content = limitContent(
      readResource(contextOf(exchange, userType), await readScimBody(exchange.request)),
    );
    const result = await services.createUser(exchange.caller, content);
    if (result.kind === 'created') return answerResource(services, exchange, userType, 201, result.resource);
    if (result.kind === 'name_taken') throw refuseName(userType);
    if (result.kind === 'login_taken') throw new ScimError(409, 'uniqueness', say('scim.error.loginTaken'));
    if (result.kind === 'dismissed') throw new ScimError(409, 'uniqueness', say('scim.error.dismissed'));
    if (result.kind === 'bad_external_id')
      throw badRequest('invalidValue', say('scim.error.externalId', { max: KEY_LENGTH_MAX }));
    throw badRequest('invalidValue', say('scim.error.contact'));
  };

  const get: Handle = async (exchange) => {
    const resource = await services.getResource(exchange.caller, 'User', idOf(exchange));
    if (resource === null) throw notFound();
    if (isUnchanged(exchange.request, resource.version))
      return { status: 304, headers: { ETag: tagOf(resource) } };
    return answerResource(services, exchange, userType, 200, resource);
  };

  const replace: Handle = async (exchange) => {
    const body = await readScimBody(exchange.request);
    const content = readResource(contextOf(exchange, userType), body);
    return change(exchange, (before) => keepUnmentioned(exchange, before, content));
  };

  const patch: Handle = async (exchange) => {
    const context = contextOf(exchange, userType);
    const operations = readOperations(context, await readScimBody(exchange.request));
    return change(exchange, (before) => applyPatch(context, before as Fields, operations));
  };

  async function change(exchange: Exchange, apply: (before: ScimContent) => Fields) {
    const { caller, request } = exchange;
    const limited = (before: ScimContent) => limitContent(apply(before));
    const result = await services.changeUser(caller, idOf(exchange), limited, readIfMatch(request));
    if (result.kind === 'changed' || result.kind === 'unchanged')
      return answerResource(services, exchange, userType, 200, result.resource);
    throw refuseChange(result.kind, userType);
  }

  const remove: Handle = async (exchange) => {
    const { caller, request } = exchange;
    const result = await services.deleteUser(caller, idOf(exchange), readIfMatch(request));
    if (result.kind !== 'deleted') throw refuseChange(result.kind, userType);
    return { status: 204 };
  };

  return { create, get, replace, patch, remove };
}

export function idOf({ request }: Exchange): string {
  return String(request.params.id);
}

/** What a PUT leaves out is unassigned, but for what its client is known to leave out and to mean. */
function keepUnmentioned({ dialect }: Exchange, before: ScimContent, content: Fields): Fields {
  const kept: Fields = { ...content };
  if (dialect.putKeepsActive && content.active === undefined && typeof before.active === 'boolean')
    kept.active = before.active;
  const hasContact = ['emails', 'phoneNumbers'].some((name) => content[name] !== undefined);
  if (dialect.putKeepsContacts && !hasContact && !String(content.userName).includes('@')) {
    for (const name of ['emails', 'phoneNumbers'] as const) {
      const value = before[name];
      if (value !== undefined) kept[name] = value as Fields[string];
    }
  }
  return kept;
}
