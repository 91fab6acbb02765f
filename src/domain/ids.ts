/**
 * Identifiers are opaque strings with a prefix for their kind. The brands, which exist only in the type system, keep a user's id
 * from being passed as a code's id.
 */
declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

export type OrganizationId = Id<'Organization'>;
export type UserId = Id<'User'>;
export type RequestId = Id<'Request'>;
export type CodeId = Id<'Code'>;
export type ClientId = Id<'Client'>;
export type EventId = Id<'Event'>;
export type NoticeId = Id<'Notice'>;
export type ChallengeId = Id<'Challenge'>;
export type SourceId = Id<'Source'>;
export type GroupId = Id<'Group'>;
export type ConflictId = Id<'Conflict'>;
export type SyncRunId = Id<'SyncRun'>;
export type DelegationId = Id<'Delegation'>;
export type FreezeId = Id<'Freeze'>;
export type DeviceCheckId = Id<'DeviceCheck'>;
export type ReviewId = Id<'Review'>;
export type HelpRequestId = Id<'HelpRequest'>;
export type ProviderId = Id<'Provider'>;

/** The prefix of each kind of id. */
export const idPrefixes = {
  organization: 'org',
  user: 'usr',
  request: 'req',
  code: 'cod',
  client: 'cli',
  event: 'evt',
  notice: 'ntc',
  challenge: 'chl',
  source: 'src',
  group: 'grp',
  conflict: 'cfl',
  syncRun: 'syn',
  freeze: 'frz',
  delegation: 'dlg',
  deviceCheck: 'dvc',
  review: 'rvw',
  helpRequest: 'hlp',
  provider: 'prv',
} as const;

export type IdKind = keyof typeof idPrefixes;

export interface IdOfKind {
  organization: OrganizationId;
  user: UserId;
  request: RequestId;
  code: CodeId;
  client: ClientId;
  event: EventId;
  notice: NoticeId;
  challenge: ChallengeId;
  source: SourceId;
  group: GroupId;
  conflict: ConflictId;
  syncRun: SyncRunId;
  freeze: FreezeId;
  delegation: DelegationId;
  deviceCheck: DeviceCheckId;
  review: ReviewId;
  helpRequest: HelpRequestId;
  provider: ProviderId;
}

const BODY = /^[0-9A-Za-z]{16,40}$/;

/** True if `text` has the form of an id of this kind. It may still name nothing. */
export function isId<K extends IdKind>(kind: K, text: string): text is IdOfKind[K] & string {
  const prefix = `${idPrefixes[kind]}_`;
  return text.startsWith(prefix) && BODY.test(text.slice(prefix.length));
}
