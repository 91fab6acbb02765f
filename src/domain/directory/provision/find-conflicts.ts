import type { SourceId, UserId } from '../../ids.ts';
import type { Conflict, ConflictKind } from '../conflict.ts';
import type { DirectoryUser } from '../directory-user.ts';
import { parseEmail } from '../email.ts';
import type { ReadRecord, RecordFault } from './parse-record.ts';

/** A conflict that a record has now. */
export type FoundConflict = Pick<Conflict, 'kind' | 'field' | 'value' | 'otherUserId' | 'otherSourceId'>;

/** Told to people, and nothing of the record is left out for it. */
const warnings: readonly ConflictKind[] = [
  'unverified_domain',
  'mobile_only',
  'two_primary_addresses',
  'unknown_manager',
];

/** What a conflict does meanwhile: it keeps the person out, keeps one field as it was, or only warns. */
export function effectOfConflict(
  { kind }: Pick<Conflict, 'kind'>,
  isLinked: boolean,
): 'kept_out' | 'field_kept' | 'warning' {
  if (warnings.includes(kind)) return 'warning';
  return isLinked ? 'field_kept' : 'kept_out';
}

/** The first login of a new person that is a user's already. */
export function findCollision(
  read: ReadRecord,
  matches: readonly DirectoryUser[],
  sourceId: SourceId,
): FoundConflict | null {
  const found = new Map<UserId, FoundConflict>();
  for (const field of ['email', 'mobile', 'alias'] as const) {
    const login = read[field];
    if (typeof login !== 'string') continue;
    const user = matches.find((candidate) => loginsOfAny(candidate).includes(login));
    if (user !== undefined && !found.has(user.id))
      found.set(user.id, asCollision(user, field, login, sourceId));
  }
  const [first, second] = found.values();
  return first !== undefined && second !== undefined ? { ...first, kind: 'two_people' } : (first ?? null);
}

export function asCollision(
  user: DirectoryUser,
  field: string,
  value: string,
  sourceId: SourceId,
): FoundConflict {
  const kind = user.sourceId === sourceId ? 'login_of_another_person' : 'login_of_another_source';
  return { kind, field, value, otherUserId: user.id, otherSourceId: user.sourceId };
}

export function loginsOfAny({ email, mobile, alias }: DirectoryUser): (string | null)[] {
  return [email, mobile, alias];
}

export const noOther = { otherUserId: null, otherSourceId: null } as const;
export const refusedOwner: FoundConflict = {
  ...noOther,
  kind: 'role_refused',
  field: 'role',
  value: 'owner',
};

export function asConflict({ kind, field, value }: RecordFault): FoundConflict {
  return { ...noOther, kind, field, value };
}

/** What people should know of a user as the record makes them. */
export function warningsOf(
  after: DirectoryUser,
  { manager }: ReadRecord,
  { isManagerKnown, verifiedDomains }: { isManagerKnown: boolean; verifiedDomains: ReadonlySet<string> },
): FoundConflict[] {
  const domain = after.email === null ? null : (parseEmail(after.email)?.domain ?? null);
  const found: FoundConflict[] = [];
  if (domain !== null && !verifiedDomains.has(domain) && after.status !== 'deactivated')
    found.push({ ...noOther, kind: 'unverified_domain', field: 'email', value: domain });
  if (typeof manager === 'string' && after.manager === manager && !isManagerKnown)
    found.push({ ...noOther, kind: 'unknown_manager', field: 'manager', value: manager });
  return found;
}
