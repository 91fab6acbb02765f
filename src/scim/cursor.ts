import { say } from '../messages/say.ts';
import { badRequest } from './scim-error.ts';

/** `id`: after this resource. `at`: after so many, in a list that was filtered or sorted. */
type CursorKind = 'id' | 'at';

/** A cursor for the next page (RFC 9865). It holds no secret, so it isn't signed: whatever it says, a client sees only its own resources. */
export function formatCursor(kind: CursorKind, place: string): string {
  return Buffer.from(`${kind}:${place}`).toString('base64url');
}

/** `null` for the first page. @throws ScimError `invalidCursor` */
export function parseCursor(cursor: string, kind: CursorKind): string | null {
  if (cursor === '') return null;
  const [, place] =
    /^(?:id|at):([0-9A-Za-z_]{1,64})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  const isOfKind = place !== undefined && formatCursor(kind, place) === cursor;
  if (!isOfKind || (kind === 'at' && !/^\d{1,9}$/.test(place)))
    throw badRequest('invalidCursor', say('scim.error.cursor'));
  return place;
}
