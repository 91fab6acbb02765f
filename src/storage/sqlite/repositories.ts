import type { KeyRing } from '../../domain/crypto/key-ring.ts';
import type { Readers, Transaction } from '../../ports/store.ts';
import type { Sql } from './engine/sql.ts';
import { createAuditReader, createAuditWriter } from './repositories/audit.ts';
import { createChallengeReader, createChallengeWriter } from './repositories/challenges.ts';
import { createClientReader, createClientWriter } from './repositories/clients.ts';
import { createCodeReader, createCodeWriter } from './repositories/codes.ts';
import { createDelegationReader, createDelegationWriter } from './repositories/delegations.ts';
import {
  createDeviceCheckReader,
  createDeviceCheckWriter,
  createDeviceProviderReader,
  createDeviceProviderWriter,
} from './repositories/device-checks.ts';
import { createConflictReader, createConflictWriter } from './repositories/directory/conflicts.ts';
import { createDirectoryReader, createDirectoryWriter } from './repositories/directory/directory.ts';
import { createDomainReader, createDomainWriter } from './repositories/directory/domains.ts';
import { createGroupReader, createGroupWriter } from './repositories/directory/groups.ts';
import { createIdentityReader, createIdentityWriter } from './repositories/directory/identities.ts';
import {
  createScimResourceReader,
  createScimResourceWriter,
} from './repositories/directory/scim-resources.ts';
import {
  createSourcePersonReader,
  createSourcePersonWriter,
} from './repositories/directory/source-people.ts';
import { createSourceReader, createSourceWriter } from './repositories/directory/sources.ts';
import { createFreezeReader, createFreezeWriter } from './repositories/freezes.ts';
import { createHelpRequestReader, createHelpRequestWriter } from './repositories/help-requests.ts';
import { createLockoutReader, createLockoutWriter } from './repositories/lockouts.ts';
import { createNoticeReader, createNoticeWriter } from './repositories/notices.ts';
import { createOrganizationReader, createOrganizationWriter } from './repositories/organizations.ts';
import { createProviderReader, createProviderWriter } from './repositories/providers.ts';
import { createRedeemOutcomeReader, createRedeemOutcomeWriter } from './repositories/redeem-outcomes.ts';
import { createDeliveryWriter } from './repositories/replay-keys.ts';
import { createRequestReader, createRequestWriter } from './repositories/requests.ts';
import { createReviewReader, createReviewWriter } from './repositories/reviews.ts';
import { createOidcRecords } from './repositories/sign-in/oidc-records.ts';
import {
  createSignInAnswerReader,
  createSignInAnswerWriter,
} from './repositories/sign-in/sign-in-answers.ts';
import { createUsedHintReader, createUsedHintWriter } from './repositories/sign-in/used-hints.ts';

type Repositories = {
  readonly [Name in keyof Transaction]: {
    readonly writer: (sql: Sql, keys: KeyRing) => Transaction[Name];
  } & (Name extends keyof Readers ? { readonly reader: (sql: Sql) => Readers[Name] } : unknown);
};

/** The repository of every table, under its name in the port. A new one is one entry here. */
const repositories: Repositories = {
  organizations: { reader: createOrganizationReader, writer: createOrganizationWriter },
  directory: { reader: createDirectoryReader, writer: createDirectoryWriter },
  domains: { reader: createDomainReader, writer: createDomainWriter },
  sources: { reader: createSourceReader, writer: createSourceWriter },
  sourcePeople: { reader: createSourcePersonReader, writer: createSourcePersonWriter },
  conflicts: { reader: createConflictReader, writer: createConflictWriter },
  groups: { reader: createGroupReader, writer: createGroupWriter },
  scimResources: { reader: createScimResourceReader, writer: createScimResourceWriter },
  identities: { reader: createIdentityReader, writer: createIdentityWriter },
  requests: { reader: createRequestReader, writer: createRequestWriter },
  helpRequests: { reader: createHelpRequestReader, writer: createHelpRequestWriter },
  delegations: { reader: createDelegationReader, writer: createDelegationWriter },
  freezes: { reader: createFreezeReader, writer: createFreezeWriter },
  deviceProviders: { reader: createDeviceProviderReader, writer: createDeviceProviderWriter },
  deviceChecks: { reader: createDeviceCheckReader, writer: createDeviceCheckWriter },
  reviews: { reader: createReviewReader, writer: createReviewWriter },
  providers: { reader: createProviderReader, writer: createProviderWriter },
  codes: { reader: createCodeReader, writer: createCodeWriter },
  lockouts: { reader: createLockoutReader, writer: createLockoutWriter },
  clients: { reader: createClientReader, writer: createClientWriter },
  challenges: { reader: createChallengeReader, writer: createChallengeWriter },
  redeemOutcomes: { reader: createRedeemOutcomeReader, writer: createRedeemOutcomeWriter },
  signInAnswers: { reader: createSignInAnswerReader, writer: createSignInAnswerWriter },
  usedHints: { reader: createUsedHintReader, writer: createUsedHintWriter },
  notices: { reader: createNoticeReader, writer: createNoticeWriter },
  audit: { reader: createAuditReader, writer: createAuditWriter },
  deliveries: { writer: createDeliveryWriter },
  oidcRecords: { writer: createOidcRecords },
};

interface Repository {
  readonly reader?: (sql: Sql) => object;
  readonly writer: (sql: Sql, keys: KeyRing) => object;
}

const entries: readonly (readonly [string, Repository])[] = Object.entries(repositories);

/** All repositories over a connection that reads. */
export function createReaders(sql: Sql): Readers {
  const readers = entries.flatMap(([name, { reader }]) =>
    reader === undefined ? [] : [[name, reader(sql)] as const],
  );
  // `Repositories` says that each name has the repository of that name.
  return Object.fromEntries(readers) as unknown as Readers;
}

/** All repositories over a connection while one transaction owns it. */
export function createTransaction(sql: Sql, keys: KeyRing): Transaction {
  const writers = entries.map(([name, { writer }]) => [name, writer(sql, keys)] as const);
  return Object.fromEntries(writers) as unknown as Transaction;
}
