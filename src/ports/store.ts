import type { OrganizationId } from '../domain/ids.ts';
import type { AuditReader, AuditWriter } from './audit.ts';
import type { ChallengeReader, ChallengeWriter } from './challenges.ts';
import type { ClientReader, ClientWriter } from './clients.ts';
import type { CodeReader, CodeWriter } from './codes.ts';
import type { DelegationReader, DelegationWriter } from './delegations.ts';
import type { DeliveryWriter, ReplayKeys } from './deliveries.ts';
import type {
  DeviceCheckReader,
  DeviceCheckWriter,
  DeviceProviderReader,
  DeviceProviderWriter,
} from './device-checks.ts';
import type { DirectoryReader, DirectoryWriter } from './directory/directory.ts';
import type { DomainReader, DomainWriter } from './directory/domains.ts';
import type { GroupReader, GroupWriter } from './directory/groups.ts';
import type { IdentityReader, IdentityWriter } from './directory/identities.ts';
import type { ScimResourceReader, ScimResourceWriter } from './directory/scim-resources.ts';
import type {
  ConflictReader,
  ConflictWriter,
  SourcePersonReader,
  SourcePersonWriter,
  SourceReader,
  SourceWriter,
} from './directory/sources.ts';
import type { FreezeReader, FreezeWriter } from './freezes.ts';
import type { HelpRequestReader, HelpRequestWriter } from './help-requests.ts';
import type { LockoutReader, LockoutWriter } from './lockouts.ts';
import type { NoticeReader, NoticeWriter, Outbox } from './notices.ts';
import type { OrganizationReader, OrganizationWriter } from './organizations.ts';
import type { ProviderReader, ProviderWriter } from './providers/providers.ts';
import type { RateCounters } from './rate-counters.ts';
import type { RedeemOutcomeReader, RedeemOutcomeWriter } from './redeem-outcomes.ts';
import type { RequestReader, RequestWriter } from './requests.ts';
import type { ReviewReader, ReviewWriter } from './reviews.ts';
import type { OidcRecords } from './sign-in/oidc-records.ts';
import type { SignInAnswerReader, SignInAnswerWriter } from './sign-in/sign-in-answers.ts';
import type { SigningKeys } from './sign-in/signing-keys.ts';
import type { UsedHintReader, UsedHintWriter } from './sign-in/used-hints.ts';

/** Each table: what reads it outside a transaction (`null`: nothing does), and what reads and writes it inside one. */
interface Tables {
  organizations: [OrganizationReader, OrganizationWriter];
  directory: [DirectoryReader, DirectoryWriter];
  domains: [DomainReader, DomainWriter];
  sources: [SourceReader, SourceWriter];
  sourcePeople: [SourcePersonReader, SourcePersonWriter];
  conflicts: [ConflictReader, ConflictWriter];
  groups: [GroupReader, GroupWriter];
  scimResources: [ScimResourceReader, ScimResourceWriter];
  identities: [IdentityReader, IdentityWriter];
  requests: [RequestReader, RequestWriter];
  helpRequests: [HelpRequestReader, HelpRequestWriter];
  delegations: [DelegationReader, DelegationWriter];
  freezes: [FreezeReader, FreezeWriter];
  deviceProviders: [DeviceProviderReader, DeviceProviderWriter];
  deviceChecks: [DeviceCheckReader, DeviceCheckWriter];
  reviews: [ReviewReader, ReviewWriter];
  providers: [ProviderReader, ProviderWriter];
  codes: [CodeReader, CodeWriter];
  lockouts: [LockoutReader, LockoutWriter];
  clients: [ClientReader, ClientWriter];
  challenges: [ChallengeReader, ChallengeWriter];
  redeemOutcomes: [RedeemOutcomeReader, RedeemOutcomeWriter];
  signInAnswers: [SignInAnswerReader, SignInAnswerWriter];
  usedHints: [UsedHintReader, UsedHintWriter];
  notices: [NoticeReader, NoticeWriter];
  audit: [AuditReader, AuditWriter];
  deliveries: [null, DeliveryWriter];
  oidcRecords: [null, OidcRecords];
}

/** Reading outside a transaction: sees what is committed, and only that. */
export type Readers = {
  readonly [Name in keyof Tables as Tables[Name][0] extends null ? never : Name]: Tables[Name][0];
};

/** Reading and writing inside one: sees its own writes, and nothing uncommitted of another transaction. */
export type Transaction = { readonly [Name in keyof Tables]: Tables[Name][1] };

/**
 * The one place where state lives. Promises every adapter keeps, each proven by `test/contract/`:
 *
 * - What a transaction wrote is there as a whole or not at all, whenever the process dies.
 * - Transactions of one organization behave as if they ran one after another: what `work` read is still true when it commits.
 * - No statement of another caller runs inside an open transaction while its owner awaits.
 * - Every look-up for a person or a service takes the organization's id and finds nothing of another's. Three kinds do not: what finds
 *   the organization itself (by workspace, or by the id in a credential), what background work asks (what is due or overdue, of all), and
 *   records that only those who know a random id can name (of OpenID Connect).
 */
export interface Store {
  readonly read: Readers;
  /** Atomic steps of their own, outside any organization's transaction. */
  readonly outbox: Outbox;
  readonly replayKeys: ReplayKeys;
  readonly oidcRecords: OidcRecords;
  readonly signingKeys: SigningKeys;
  readonly rateCounters: RateCounters;
  /**
   * Runs `work` in a transaction and commits when it resolves; rolls back and rethrows when it throws.
   *
   * `work` may be run more than once (a conflict with another instance), so it must do nothing but read and write `tx`
   * and compute. The `tx` is dead once `work` has settled: using it later throws.
   * A write takes effect when it is awaited: a read after it in the same transaction sees it, the write itself throws
   * UniqueViolationError, and an update of a row that is not there throws MissingRowError, unless its method says otherwise.
   * A UniqueViolationError rolls the transaction back, even if `work` catches it.
   * Never start a transaction inside another: it would wait for itself, so adapters throw instead.
   * @param organizationId whose data is changed: `work` writes nothing of another's; transactions of one organization
   * queue behind each other
   * @throws StoreUnavailableError if the store cannot be reached or does not answer in time: nothing was written
   * @throws OutcomeUnknownError if the answer to the commit was lost: it is unknown whether anything was written
   */
  transact<T>(organizationId: OrganizationId, work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** @throws StoreUnavailableError */
  ping(): Promise<void>;
  /** Waits for open transactions, then releases every handle. Idempotent. */
  close(): Promise<void>;
}

/** How far a store is that was not opened: to open it makes it, or brings it up to date. `older`: made by an older version. */
export type StoreState = 'missing' | 'older' | 'current';

/** The store is away. Callers report an outage and may try again; they must not take it for an answer. */
export class StoreUnavailableError extends Error {
  override readonly name: string = 'StoreUnavailableError';
}

/**
 * The answer to a commit was lost: all of the transaction was written, or nothing. Callers look again, or say that it is unknown; they must
 * not say that nothing was changed (N17).
 */
export class OutcomeUnknownError extends StoreUnavailableError {
  override readonly name = 'OutcomeUnknownError';
}

/** A write would break a uniqueness that the domain relies on. The write itself throws it, and its transaction is rolled back. */
export class UniqueViolationError extends Error {
  override readonly name = 'UniqueViolationError';
}

/** A transaction wanted to update a row that is not there. */
export class MissingRowError extends Error {
  override readonly name = 'MissingRowError';

  constructor() {
    super('There is no such row to update');
  }
}
