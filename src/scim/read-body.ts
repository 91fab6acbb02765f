import express, { type Request } from 'express';
import { say } from '../messages/say.ts';
import { badRequest, ScimError } from './scim-error.ts';

/** Some thousand members of a group. */
export const BODY_KIB_MAX = 1024;
const DEPTH_MAX = 10;

/** Doesn't decompress: a few bytes could expand to gigabytes. */
const parseJson = express.json({
  type: ['application/scim+json', 'application/json'],
  limit: BODY_KIB_MAX * 1024,
  inflate: false,
  strict: true,
});

/**
 * The JSON of a request. No error quotes it: it may hold a password.
 * @throws ScimError
 */
export async function readScimBody(request: Request): Promise<unknown> {
  const type = request.is(['application/scim+json', 'application/json']);
  if (type === null) throw badRequest('invalidSyntax', say('scim.error.body'));
  if (type === false) throw new ScimError(415, null, say('scim.error.mediaType'));
  const error = await new Promise<unknown>((resolve) => parseJson(request, request.res as never, resolve));
  if (error !== undefined) throw asRefusal(error);
  const body: unknown = request.body;
  if (depthOf(body) > DEPTH_MAX)
    throw badRequest('invalidSyntax', say('scim.error.deep', { max: DEPTH_MAX }));
  return body;
}

function asRefusal(error: unknown): unknown {
  if (!(error instanceof Error) || !('status' in error) || Number(error.status) >= 500) return error;
  const type = 'type' in error ? String(error.type) : '';
  if (type === 'entity.too.large')
    return new ScimError(413, null, say('scim.error.large', { max: BODY_KIB_MAX }));
  if (type === 'encoding.unsupported' || type === 'charset.unsupported')
    return new ScimError(415, null, say('scim.error.mediaType'));
  return badRequest('invalidSyntax', say('scim.error.json'));
}

/** Level by level, without recursion: the body decides how deep it is. */
function depthOf(value: unknown): number {
  let depth = 0;
  let level = [value];
  while (level.length > 0 && depth <= DEPTH_MAX) {
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
    depth += 1;
  }
  return depth;
}
