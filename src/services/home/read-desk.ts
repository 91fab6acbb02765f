import { type BackupCode, codeStateAt } from '../../domain/codes/backup-code.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { EmailDomain } from '../../domain/directory/email-domain.ts';
import type { OrganizationId, UserId } from '../../domain/ids.ts';
import type { Policy } from '../../domain/organization/policy.ts';
import { rulesAt } from '../../domain/requests/approved-act.ts';
import { decideAuthority } from '../../domain/requests/authority.ts';
import { findHold } from '../../domain/requests/freeze.ts';
import { type IssueRequest, isOpenRequest, requestStateAt } from '../../domain/requests/issue-request.ts';
import { judgeReviewer } from '../../domain/requests/review.ts';
import type { Readers } from '../../ports/store.ts';
import { listIssuedBy } from '../codes/list-issued-by.ts';
import type { LiveCode } from '../codes/read-live.ts';
import type { ServiceDeps } from '../deps.ts';
import { listOwnersToAlarm } from '../notices/alarm.ts';
import { type DescribedReview, describeReview } from '../requests/break-glass/describe-review.ts';
import { readOwnDelegations } from '../requests/delegations/read-delegations.ts';
import { readApproverFacts } from '../requests/find-approvers.ts';
import { createListConflicts, type ExplainedConflict } from '../sources/list-conflicts.ts';
import { countWeeks, type WeekCounts } from './count-weeks.ts';
import type { DeskReading } from './home-place.ts';
import { type HistoryPage, readHistory } from './read-history.ts';

/** As many of each as help a person in a hurry. All are in `/backupcode list`. */
const SHOWN_MAX = 5;

export interface DeskRequest {
  readonly request: IssueRequest;
  readonly requester: DirectoryUser | null;
  readonly target: DirectoryUser;
}

/** Some of a list, and how long it is. */
export interface Some<Item> {
  readonly items: readonly Item[];
  readonly count: number;
}

/** What an owner or admin has to do, and what they may look after. */
export interface Desk {
  readonly reader: DirectoryUser;
  readonly policy: Policy;
  /** Requests that wait for the reader's approval. */
  readonly approvals: Some<DeskRequest>;
  /** Reviews of break-glass that the reader may close, the oldest first. */
  readonly reviews: Some<DescribedReview>;
  /** What the reader asked for, and is still open. */
  readonly ownRequests: Some<DeskRequest>;
  /** Live codes that the reader may revoke. */
  readonly codes: Some<LiveCode>;
  /** A hold lasts: requests that don't wait for approval wait for its end. */
  readonly isHeld: boolean;
  readonly history: HistoryPage;
  /** Directory conflicts, for owners: they decide them. */
  readonly conflicts: Some<ExplainedConflict>;
  /** Domains for whose people no code can be issued, for owners. */
  readonly domains: Some<EmailDomain>;
  /** Oldest week first. */
  readonly weeks: readonly WeekCounts[];
}

/** What someone asked for and issued who is neither owner nor admin. */
export type OwnDesk = Pick<Desk, 'reader' | 'ownRequests' | 'codes' | 'isHeld'>;

export async function readOwnDesk(read: Readers, reading: DeskReading): Promise<OwnDesk> {
  const { reader, now } = reading;
  const codes = await listIssuedBy(read.codes, reader.organizationId, reader.id, now);
  const requests = (await listOpen(read, reading)).filter(({ requesterId }) => requesterId === reader.id);
  const find = await findIn(read, reading, requests, codes);
  return {
    reader,
    ownRequests: some(describeRequests(requests, find)),
    isHeld: findHold(await read.freezes.listLasting(reader.organizationId)) !== null,
    codes: some(codes.flatMap((code) => describeCode(reading, code, find) ?? [])),
  };
}

/** For those who approve without issuing themselves: members of a group, or the target's manager. */
export async function readApprovals(read: Readers, reading: DeskReading): Promise<Some<DeskRequest>> {
  const requests = await listOpen(read, reading);
  const find = await findIn(read, reading, requests);
  return some(describeRequests(await listWaitingFor(read, reading, requests, find), find));
}

async function listOpen(read: Readers, { reader, now }: DeskReading): Promise<IssueRequest[]> {
  const open = await read.requests.listOpen(reader.organizationId);
  return open.filter((request) => isOpenRequest({ state: requestStateAt(request, now) }));
}

async function findIn(
  read: Readers,
  { reader }: DeskReading,
  requests: readonly IssueRequest[],
  codes: readonly BackupCode[] = [],
): Promise<Find> {
  const people = await readPeople(read, reader, [
    ...codes.flatMap(({ userId, issuedBy }) => [userId, issuedBy]),
    ...requests.flatMap(({ requesterId, targetId }) => [requesterId, targetId]),
  ]);
  return (id) => (id === null ? null : (people.get(id) ?? null));
}

export async function readDesk(store: ServiceDeps['store'], reading: DeskReading): Promise<Desk> {
  const { read } = store;
  const { reader, policy, now } = reading;
  const { organizationId } = reader;
  const codes = (await read.codes.listLive(organizationId)).filter(
    (code) => codeStateAt(code, now) !== 'expired',
  );
  const requests = await listOpen(read, reading);
  const find = await findIn(read, reading, requests, codes);
  const isOwner = reader.role === 'owner';
  return {
    reader,
    policy,
    approvals: some(describeRequests(await listWaitingFor(read, reading, requests, find), find)),
    reviews: await readReviews(read, reading),
    ownRequests: some(
      describeRequests(
        requests.filter(({ requesterId }) => requesterId === reader.id),
        find,
      ),
    ),
    codes: some(
      codes
        .toSorted((one, other) => other.createdAt - one.createdAt)
        .flatMap((code) => describeCode(reading, code, find) ?? []),
    ),
    isHeld: findHold(await read.freezes.listLasting(organizationId)) !== null,
    history: await readHistory(read, reading),
    conflicts: isOwner ? await listConflicts(store, organizationId) : { items: [], count: 0 },
    domains: isOwner
      ? some((await read.domains.list(organizationId)).filter(({ verifiedAt }) => verifiedAt === null))
      : { items: [], count: 0 },
    weeks: reading.weeks ?? (await countWeeks(read, organizationId, now)),
  };
}

async function readReviews(read: Readers, { reader, now }: DeskReading): Promise<Some<DescribedReview>> {
  const open = await read.reviews.listOpen(reader.organizationId);
  if (open.length === 0) return { items: [], count: 0 };
  const owners = await listOwnersToAlarm(read, reader.organizationId);
  const freezes = await read.freezes.listLasting(reader.organizationId);
  const theirs = open.filter(
    (review) => judgeReviewer({ reviewer: reader, review, owners, freezes }).length === 0,
  );
  const described = await Promise.all(
    theirs.slice(0, SHOWN_MAX).map((review) => describeReview(read, review, now)),
  );
  return { items: described.filter((each) => each !== null), count: theirs.length };
}

async function listConflicts(
  store: ServiceDeps['store'],
  organizationId: OrganizationId,
): Promise<Some<ExplainedConflict>> {
  const listed = await createListConflicts({ store })(organizationId, null, SHOWN_MAX);
  return listed.kind === 'conflicts'
    ? { items: listed.conflicts, count: listed.count }
    : { items: [], count: 0 };
}

function some<Item>(all: readonly Item[]): Some<Item> {
  return { items: all.slice(0, SHOWN_MAX), count: all.length };
}

async function readPeople(
  { directory }: Pick<Readers, 'directory'>,
  { organizationId }: DirectoryUser,
  ids: readonly (UserId | null)[],
): Promise<ReadonlyMap<UserId, DirectoryUser>> {
  const known = [...new Set(ids)].filter((id) => id !== null).slice(0, 1000);
  const users = await directory.listUsersByIds(organizationId, known);
  return new Map(users.map((user) => [user.id, user]));
}

type Find = (id: UserId | null) => DirectoryUser | null;

/** Those that the reader could say yes to, in their own or another's place, by each request's own terms. The use case decides again. */
async function listWaitingFor(
  read: Readers,
  { reader, policy, now }: DeskReading,
  requests: readonly IssueRequest[],
  find: Find,
): Promise<IssueRequest[]> {
  const waiting: IssueRequest[] = [];
  const { taken } = await readOwnDelegations(read, reader, policy, now);
  const givers = taken.map(({ giver }) => giver);
  for (const request of requests) {
    const target = find(request.targetId);
    if (request.state !== 'pending' || request.approvalAskedAt === null || target === null) continue;
    if (request.approvals.some(({ approverId }) => approverId === reader.id)) continue;
    const facts = await readApproverFacts(read, rulesAt(request, now), target, reader);
    const act = { kind: 'approve', requesterId: request.requesterId, ...facts } as const;
    if (decideAuthority(act, { actor: reader, target, policy }).kind === 'allowed') waiting.push(request);
    else if (reader.id !== request.requesterId && reader.id !== target.id) {
      for (const giver of givers) {
        const theirs = await readApproverFacts(read, rulesAt(request, now), target, giver);
        const inPlace = { kind: 'approve', requesterId: request.requesterId, ...theirs } as const;
        if (decideAuthority(inPlace, { actor: giver, target, policy }).kind === 'refused') continue;
        waiting.push(request);
        break;
      }
    }
  }
  return waiting;
}

/** The one that expires first comes first. */
function describeRequests(requests: readonly IssueRequest[], find: Find): DeskRequest[] {
  return requests
    .toSorted((one, other) => one.expiresAt - other.expiresAt)
    .flatMap((request) => {
      const target = find(request.targetId);
      return target === null ? [] : [{ request, target, requester: find(request.requesterId) }];
    });
}

function describeCode({ reader, policy, now }: DeskReading, code: BackupCode, find: Find): LiveCode | null {
  const target = find(code.userId);
  if (target === null) return null;
  const act = { kind: 'revoke', issuedBy: code.issuedBy } as const;
  if (decideAuthority(act, { actor: reader, target, policy }).kind === 'refused') return null;
  const state = codeStateAt(code, now);
  return { kind: 'code', code, state, target, issuedBy: find(code.issuedBy), mayRevoke: true };
}
