import { say } from '../../messages/say.ts';
import { SCAN_MAX } from '../../services/scim/read-resources.ts';
import type { Answer, Exchange, Handle } from '../exchange.ts';
import { PAGE_SIZE, PAGE_SIZE_MAX } from '../list-query.ts';
import type { Attribute, ResourceType, Schema } from '../schemas/attribute.ts';
import { groupType } from '../schemas/group-schema.ts';
import { userType } from '../schemas/user-schema.ts';
import { ScimError } from '../scim-error.ts';

const CORE = 'urn:ietf:params:scim:schemas:core:2.0';
const types = [userType, groupType];
const schemas = types.flatMap(({ core, extensions }) => [core, ...extensions]);

/** What the service can do (RFC 7643, 5; RFC 9865, 4). */
export const showConfig: Handle = async ({ base }) => ({
  status: 200,
  body: {
    schemas: [`${CORE}:ServiceProviderConfig`],
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: SCAN_MAX },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    pagination: {
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: PAGE_SIZE,
      maxPageSize: PAGE_SIZE_MAX,
    },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'Bearer',
        description: say('scim.config.bearer'),
        specUri: 'https://www.rfc-editor.org/rfc/rfc6750',
        primary: true,
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
  },
});

export const listTypes: Handle = async (exchange) =>
  list(
    exchange,
    types.map((type) => presentType(exchange.base, type)),
  );

export const showType: Handle = async ({ base, request }) => {
  const type = types.find(({ name }) => name === request.params.id);
  return show(type === undefined ? null : presentType(base, type));
};

export const listSchemas: Handle = async (exchange) =>
  list(
    exchange,
    schemas.map((schema) => presentSchema(exchange.base, schema)),
  );

export const showSchema: Handle = async ({ base, request }) => {
  const wanted = String(request.params.id).toLowerCase();
  const schema = schemas.find(({ id }) => id.toLowerCase() === wanted);
  return show(schema === undefined ? null : presentSchema(base, schema));
};

function list({ query }: Exchange, found: readonly object[]): Answer {
  // A client must not take everything for what it asked for (RFC 7644, 4).
  if (query.has('filter')) throw new ScimError(403, null, say('scim.error.discoveryFilter'));
  return {
    status: 200,
    body: {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: found.length,
      itemsPerPage: found.length,
      startIndex: 1,
      Resources: found,
    },
  };
}

function show(found: object | null): Answer {
  if (found === null) throw new ScimError(404, null, say('scim.error.notFound'));
  return { status: 200, body: found };
}

function presentType(base: string, { name, endpoint, core, extensions }: ResourceType): object {
  return {
    schemas: [`${CORE}:ResourceType`],
    id: name,
    name,
    endpoint,
    description: describe(name),
    schema: core.id,
    ...(extensions.length === 0
      ? {}
      : { schemaExtensions: extensions.map(({ id }) => ({ schema: id, required: false })) }),
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${name}` },
  };
}

function presentSchema(base: string, { id, name, attributes }: Schema): object {
  return {
    schemas: [`${CORE}:Schema`],
    id,
    name,
    description: describe(name),
    attributes: attributes.map(presentAttribute),
    meta: { resourceType: 'Schema', location: `${base}/Schemas/${id}` },
  };
}

function presentAttribute(attribute: Attribute): object {
  const { parts, referenceTypes } = attribute;
  return {
    name: attribute.name,
    type: attribute.type,
    multiValued: attribute.isMultiValued,
    description: describe(attribute.name),
    required: attribute.isRequired,
    caseExact: attribute.isCaseExact,
    mutability: attribute.mutability,
    returned: attribute.returned,
    uniqueness: attribute.uniqueness,
    ...(referenceTypes.length === 0 ? {} : { referenceTypes }),
    ...(parts.length === 0 ? {} : { subAttributes: parts.map(presentAttribute) }),
  };
}

/** `givenName`: `Given name`. The RFC has the long descriptions. */
function describe(name: string): string {
  const words = name
    .replace(/^\$/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
