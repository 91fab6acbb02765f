import type { Request } from 'express';
import type { ExpectsVersion } from '../services/scim/store-resource.ts';

/** Whether a change may be made to the version that the resource has (RFC 7644, 3.14). Without `If-Match`, to any. */
export function readIfMatch(request: Request): ExpectsVersion {
  const header = request.headers['if-match'];
  return (version) => header === undefined || names(header, version);
}

/** Whether the client has this version already. */
export function isUnchanged(request: Request, version: number): boolean {
  const header = request.headers['if-none-match'];
  return header !== undefined && names(header, version);
}

function names(header: string, version: number): boolean {
  return header
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
    .some((tag) => tag === '*' || tag === `"${version}"`);
}
