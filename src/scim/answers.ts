import { say } from '../messages/say.ts';
import type { ScimResource } from '../ports/directory/scim-resources.ts';
import type { ScimServices } from '../services/scim/scim-services.ts';
import { completeResources } from './complete-resource.ts';
import { type Answer, contextOf, type Exchange } from './exchange.ts';
import { locationOf, tagOf } from './present-resource.ts';
import { readProjection } from './projection.ts';
import type { ResourceType } from './schemas/attribute.ts';
import { ScimError } from './scim-error.ts';

/** An answer with one resource, its version and its address. @throws ScimError */
export async function answerResource(
  services: Pick<ScimServices, 'listMembers' | 'listGroupsOf'>,
  exchange: Exchange,
  type: ResourceType,
  status: number,
  resource: ScimResource,
): Promise<Answer> {
  const { query, base } = exchange;
  const projection = readProjection(
    contextOf(exchange, type),
    query.get('attributes'),
    query.get('excludedAttributes'),
  );
  const [body = {}] = await completeResources(services, exchange, type, projection, [resource]);
  const location = locationOf(base, type, resource);
  return {
    status,
    body,
    headers: { ETag: tagOf(resource), ...(status === 201 ? { Location: location } : {}) },
  };
}

export function notFound(): ScimError {
  return new ScimError(404, null, say('scim.error.notFound'));
}

/** The refusals that changes of users and of groups share. */
export function refuseChange(
  kind: 'not_found' | 'other_version' | 'name_taken',
  type: ResourceType,
): ScimError {
  if (kind === 'not_found') return notFound();
  if (kind === 'other_version') return new ScimError(412, null, say('scim.error.version'));
  return refuseName(type);
}

export function refuseName(type: ResourceType): ScimError {
  const name = type.name === 'User' ? 'userName' : 'displayName';
  return new ScimError(409, 'uniqueness', say('scim.error.nameTaken', { name }));
}
