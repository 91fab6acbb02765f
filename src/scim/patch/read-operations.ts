import { say } from '../../messages/say.ts';
import { isObject } from '../filter/matches-filter.ts';
import type { PathContext } from '../schemas/resolve-path.ts';
import { badRequest } from '../scim-error.ts';
import { type PatchPath, parsePatchPath } from './patch-path.ts';

export interface PatchOperation {
  readonly op: 'add' | 'replace' | 'remove';
  /** `null`: the value is an object that names the attributes. */
  readonly path: PatchPath | null;
  readonly value: unknown;
}

export const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const OPERATIONS_MAX = 200;

/** @throws ScimError */
export function readOperations(context: PathContext, body: unknown): PatchOperation[] {
  if (!isObject(body)) throw badRequest('invalidSyntax', say('scim.error.body'));
  const { schemas } = body;
  if (!context.dialect.schemasAreOptional && !(Array.isArray(schemas) && schemas.includes(PATCH_OP)))
    throw badRequest('invalidSyntax', say('scim.error.schemas', { schema: PATCH_OP }));
  const key = Object.keys(body).find((name) => name.toLowerCase() === 'operations');
  const operations = key === undefined ? undefined : body[key];
  if (!Array.isArray(operations) || operations.length === 0)
    throw badRequest('invalidSyntax', say('scim.error.operations'));
  if (operations.length > OPERATIONS_MAX)
    throw badRequest('tooMany', say('scim.error.manyOperations', { max: OPERATIONS_MAX }));
  return operations.map((operation) => readOperation(context, operation));
}

function readOperation(context: PathContext, operation: unknown): PatchOperation {
  if (!isObject(operation)) throw badRequest('invalidSyntax', say('scim.error.operations'));
  const { op: written, path, value } = operation;
  const op = typeof written === 'string' && context.dialect.opsInAnyCase ? written.toLowerCase() : written;
  if (op !== 'add' && op !== 'replace' && op !== 'remove')
    throw badRequest('invalidSyntax', say('scim.error.op'));
  const hasPath = path !== undefined && path !== null && path !== '';
  if (hasPath && typeof path !== 'string')
    throw badRequest('invalidPath', say('scim.error.path', { path: '' }));
  if (!hasPath && op === 'remove') throw badRequest('noTarget', say('scim.error.removeWithoutPath'));
  if (!hasPath && !isObject(value)) throw badRequest('invalidValue', say('scim.error.valueWithoutPath'));
  return { op, path: hasPath ? parsePatchPath(context, path) : null, value };
}
