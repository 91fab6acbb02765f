import { type BackupCode, type CodeState, codeStateAt } from '../../domain/codes/backup-code.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { UserId } from '../../domain/ids.ts';
import type { Policy } from '../../domain/organization/policy.ts';
import { decideAuthority } from '../../domain/requests/authority.ts';
import { type Freeze, findHold } from '../../domain/requests/freeze.ts';
import {
  type IssueRequest,
  isOpenRequest,
  lastDecision,
  requestStateAt,
} from '../../domain/requests/issue-request.ts';
import type { Readers } from '../../ports/store.ts';
import { readTies } from '../requests/read-eligibility.ts';

export const liveFilters = ['all', 'mine', 'waiting', 'codes', 'requests'] as const;
/**
 * - `mine`: what the reader issued or asked for.
 * - `waiting`: requests that wait for someone's approval.
 */
export type LiveFilter = (typeof liveFilters)[number];

/** A place in the list, which is in the order of creation. */
export interface LivePlace {
  readonly at: number;
  readonly id: string;
}

export interface LiveQuery {
  readonly filter: LiveFilter;
  /** Only what is for this person; `null`: for anyone. */
  readonly targetId: UserId | null;
  /** Only what is older; `null`: from the newest on. */
  readonly before: LivePlace | null;
  readonly limit: number;
}

export interface LiveCode {
  readonly kind: 'code';
  readonly code: BackupCode;
  readonly state: CodeState;
  readonly target: DirectoryUser;
  /** `null`: an operator. */
  readonly issuedBy: DirectoryUser | null;
  readonly mayRevoke: boolean;
}

export interface OpenRequest {
  readonly kind: 'request';
  readonly request: IssueRequest;
  readonly target: DirectoryUser;
  readonly requester: DirectoryUser | null;
  readonly approver: DirectoryUser | null;
  /** It waits until a hold ends. */
  readonly isHeld: boolean;
}

export type LiveItem = LiveCode | OpenRequest;

export interface LivePage {
  /** Newest first. */
  readonly items: readonly LiveItem[];
  /** Hand it back as `before` for what is older; `null` on the last page. */
  readonly older: LivePlace | null;
}

interface Reading {
  readonly reader: DirectoryUser;
  readonly policy: Policy;
  readonly query: LiveQuery;
  readonly now: number;
}

type Found =
  | { readonly kind: 'code'; readonly code: BackupCode }
  | { readonly kind: 'request'; readonly request: IssueRequest };

/** People are looked up for so many at a time. */
const CHUNK = 50;

/**
 * The codes that work and the requests that are open, newest first, as far as `reader` may see them: by authority over the person, and what is
 * of their own making. Lifetimes and limits keep both few, so they are sorted here.
 */
export async function readLive(
  read: Pick<Readers, 'codes' | 'requests' | 'directory' | 'domains' | 'groups' | 'freezes'>,
  reading: Reading,
): Promise<LivePage> {
  const { query, reader } = reading;
  const hold = findHold(await read.freezes.listLasting(reader.organizationId));
  const found = (await listFound(read, reading)).filter((each) => isAfter(query.before, each)).sort(compare);
  const items: LiveItem[] = [];
  for (let start = 0; start < found.length && items.length <= query.limit; start += CHUNK) {
    const chunk = found.slice(start, start + CHUNK);
    const people = await readPeople(read, reader, chunk);
    for (const each of chunk) {
      const item = await describe(read, reading, people, each, hold);
      if (item !== null) items.push(item);
    }
  }
  const page = items.slice(0, query.limit);
  const last = page.at(-1);
  return { items: page, older: items.length > page.length && last !== undefined ? placeOf(last) : null };
}

async function listFound(
  read: Pick<Readers, 'codes' | 'requests'>,
  { reader, query: { filter, targetId }, now }: Reading,
): Promise<Found[]> {
  const { organizationId } = reader;
  const [codes, requests] = await Promise.all([
    filter === 'requests' || filter === 'waiting' ? [] : read.codes.listLive(organizationId),
    filter === 'codes' ? [] : read.requests.listOpen(organizationId),
  ]);
  return [
    ...codes
      .filter((code) => targetId === null || code.userId === targetId)
      .filter((code) => codeStateAt(code, now) !== 'expired')
      .filter((code) => filter !== 'mine' || code.issuedBy === reader.id)
      .map((code) => ({ kind: 'code', code }) as const),
    ...requests
      .filter((request) => targetId === null || request.targetId === targetId)
      .filter((request) => isOpenRequest({ state: requestStateAt(request, now) }))
      .filter((request) => filter !== 'mine' || request.requesterId === reader.id)
      .filter((request) => filter !== 'waiting' || isWaiting(request))
      .map((request) => ({ kind: 'request', request }) as const),
  ];
}

function isWaiting({ state, approvalAskedAt }: IssueRequest): boolean {
  return state === 'pending' && approvalAskedAt !== null;
}

function approverIdOf(request: IssueRequest): UserId | null {
  return lastDecision(request)?.approverId ?? null;
}

function placeOf(found: Found | LiveItem): LivePlace {
  const { id, createdAt: at } = found.kind === 'code' ? found.code : found.request;
  return { at, id };
}

function isAfter(before: LivePlace | null, found: Found): boolean {
  if (before === null) return true;
  const { at, id } = placeOf(found);
  return at < before.at || (at === before.at && id < before.id);
}

/** Newest first; what is of the same moment, in the order of ids. */
function compare(one: Found, other: Found): number {
  const [a, b] = [placeOf(one), placeOf(other)];
  return b.at - a.at || (a.id < b.id ? 1 : -1);
}

async function readPeople(
  { directory }: Pick<Readers, 'directory'>,
  reader: DirectoryUser,
  chunk: readonly Found[],
): Promise<ReadonlyMap<UserId, DirectoryUser>> {
  const ids = chunk.flatMap((each) =>
    each.kind === 'code'
      ? [each.code.userId, each.code.issuedBy]
      : [each.request.targetId, each.request.requesterId, approverIdOf(each.request)],
  );
  const known = [...new Set(ids)].filter((id) => id !== null);
  const users = await directory.listUsersByIds(reader.organizationId, known);
  return new Map(users.map((user) => [user.id, user]));
}

/** @returns `null` if it isn't the reader's to see */
async function describe(
  read: Pick<Readers, 'domains' | 'groups'>,
  { reader, policy, now }: Reading,
  people: ReadonlyMap<UserId, DirectoryUser>,
  found: Found,
  hold: Freeze | null,
): Promise<LiveItem | null> {
  const find = (id: UserId | null) => (id === null ? null : (people.get(id) ?? null));
  const target = find(found.kind === 'code' ? found.code.userId : found.request.targetId);
  if (target === null) return null;
  const ties = await readTies(read, policy, reader, target);
  const facts = { actor: reader, target, policy, ties };
  const maySee = decideAuthority({ kind: 'see' }, facts).kind === 'allowed';
  if (found.kind === 'request') {
    const { request } = found;
    if (!maySee && request.requesterId !== reader.id) return null;
    return {
      ...found,
      target,
      requester: find(request.requesterId),
      approver: find(approverIdOf(request)),
      isHeld: hold !== null && !isWaiting(request),
    };
  }
  const { code } = found;
  const mayRevoke = decideAuthority({ kind: 'revoke', issuedBy: code.issuedBy }, facts).kind === 'allowed';
  if (!maySee && !mayRevoke) return null;
  return { ...found, state: codeStateAt(code, now), target, issuedBy: find(code.issuedBy), mayRevoke };
}
