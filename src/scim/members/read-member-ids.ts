import { say } from '../../messages/say.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { isObject } from '../filter/matches-filter.ts';
import { badRequest } from '../scim-error.ts';

/** Each is looked up. Entra ID sends 1,000 at most, Okta some hundreds. */
export const MEMBERS_MAX = 5_000;

/** The ids in a list of members; `type`, `display` and `$ref` say nothing that the id does not. @throws ScimError */
export function readMemberIds(dialect: Dialect, members: unknown): string[] {
  if (members === undefined || members === null) return [];
  if (!Array.isArray(members) && !dialect.wrapsSingleValues) throw invalid();
  const list = Array.isArray(members) ? members : [members];
  if (list.length > MEMBERS_MAX)
    throw badRequest('tooMany', say('scim.error.manyMembers', { max: MEMBERS_MAX }));
  return list.map((member) => {
    const id: unknown = isObject(member) ? member.value : dialect.wrapsSingleValues ? member : null;
    if (typeof id !== 'string' || id === '') throw invalid();
    return id;
  });
}

function invalid() {
  return badRequest('invalidValue', say('scim.error.value', { name: 'members' }));
}
