import type { Connection, Model, Schema } from 'mongoose';
import type { Readers, Transaction } from '../../ports/store.ts';
import { auditHeadSchema } from './engine/audit-chain.ts';
import type { Context } from './engine/context.ts';
import { auditEventSchema, createAudit } from './repositories/audit.ts';
import { challengeSchema, createChallenges } from './repositories/challenges.ts';
import { clientSchema, createClients } from './repositories/clients.ts';
import { backupCodeSchema, createCodes } from './repositories/codes.ts';
import { createDelegations, delegationSchema } from './repositories/delegations.ts';
import { createDeliveries, deliverySchema } from './repositories/deliveries.ts';
import {
  createDeviceChecks,
  createDeviceProviders,
  deviceCheckSchema,
  deviceProviderSchema,
} from './repositories/device-checks.ts';
import { conflictSchema, createConflicts } from './repositories/directory/conflicts.ts';
import { createDirectory, directoryUserSchema } from './repositories/directory/directory.ts';
import { createDomains, emailDomainSchema } from './repositories/directory/domains.ts';
import { createGroups, groupMemberSchema, groupSchema } from './repositories/directory/groups.ts';
import { createIdentities, slackIdentitySchema } from './repositories/directory/identities.ts';
import {
  createScimResources,
  scimCountSchema,
  scimResourceSchema,
} from './repositories/directory/scim-resources.ts';
import { createSourcePeople, sourcePersonSchema } from './repositories/directory/source-people.ts';
import { createSources, sourceSchema } from './repositories/directory/sources.ts';
import { createFreezes, freezeSchema } from './repositories/freezes.ts';
import { createHelpRequests, helpRequestSchema } from './repositories/help-requests.ts';
import { createLockouts, lockoutSchema } from './repositories/lockouts.ts';
import { createNotices, noticeSchema } from './repositories/notices.ts';
import { createOrganizations, organizationSchema } from './repositories/organizations.ts';
import { createProviders, providerSchema } from './repositories/providers.ts';
import { rateCounterSchema } from './repositories/rate-counters.ts';
import { createRedeemOutcomes, redeemOutcomeSchema } from './repositories/redeem-outcomes.ts';
import { createRequests, issueRequestSchema } from './repositories/requests.ts';
import { createReviews, reviewSchema } from './repositories/reviews.ts';
import { createOidcRecords, oidcRecordSchema } from './repositories/sign-in/oidc-records.ts';
import { createSignInAnswers, signInAnswerSchema } from './repositories/sign-in/sign-in-answers.ts';
import { signingKeySchema } from './repositories/sign-in/signing-keys.ts';
import { createUsedHints, usedHintSchema } from './repositories/sign-in/used-hints.ts';

interface Collection<Row, Repository> {
  /** Its name in the database. */
  readonly name: string;
  readonly schema: Schema<Row>;
  readonly create: (model: Model<Row>, context: Context) => Repository;
}

function define<Row, Repository>(
  name: string,
  schema: Schema<Row>,
  create: (model: Model<Row>, context: Context) => Repository,
): Collection<Row, Repository> {
  return { name, schema, create };
}

/** A collection that has no repository in a transaction. */
const none = () => ({});

/** Every collection, under its name in the port. A new one is one entry here. */
const collections = {
  organizations: define('organizations', organizationSchema, createOrganizations),
  directory: define('directoryUsers', directoryUserSchema, createDirectory),
  domains: define('emailDomains', emailDomainSchema, createDomains),
  sources: define('sources', sourceSchema, createSources),
  sourcePeople: define('sourcePeople', sourcePersonSchema, createSourcePeople),
  conflicts: define('conflicts', conflictSchema, createConflicts),
  groups: define('groups', groupSchema, createGroups),
  groupMembers: define('groupMembers', groupMemberSchema, none),
  scimResources: define('scimResources', scimResourceSchema, createScimResources),
  scimCounts: define('scimCounts', scimCountSchema, none),
  identities: define('slackIdentities', slackIdentitySchema, createIdentities),
  requests: define('issueRequests', issueRequestSchema, createRequests),
  helpRequests: define('helpRequests', helpRequestSchema, createHelpRequests),
  delegations: define('delegations', delegationSchema, createDelegations),
  freezes: define('freezes', freezeSchema, createFreezes),
  deviceProviders: define('deviceProviders', deviceProviderSchema, createDeviceProviders),
  deviceChecks: define('deviceChecks', deviceCheckSchema, createDeviceChecks),
  reviews: define('reviews', reviewSchema, createReviews),
  providers: define('providers', providerSchema, createProviders),
  codes: define('backupCodes', backupCodeSchema, createCodes),
  lockouts: define('redeemGuards', lockoutSchema, createLockouts),
  clients: define('relyingServices', clientSchema, createClients),
  challenges: define('challenges', challengeSchema, createChallenges),
  redeemOutcomes: define('redeemOutcomes', redeemOutcomeSchema, createRedeemOutcomes),
  signInAnswers: define('signInAnswers', signInAnswerSchema, createSignInAnswers),
  signingKeys: define('signingKeys', signingKeySchema, none),
  usedHints: define('usedHints', usedHintSchema, createUsedHints),
  notices: define('notices', noticeSchema, createNotices),
  audit: define('auditEvents', auditEventSchema, createAudit),
  auditHeads: define('auditHeads', auditHeadSchema, none),
  deliveries: define('deliveries', deliverySchema, createDeliveries),
  oidcRecords: define('oidcRecords', oidcRecordSchema, createOidcRecords),
  rateCounters: define('rateCounters', rateCounterSchema, none),
} satisfies Complete;

/** Checks that there is a repository for each that the port names. */
type Complete = Record<
  'auditHeads' | 'groupMembers' | 'rateCounters' | 'scimCounts' | 'signingKeys',
  object
> & {
  readonly [Name in keyof Readers]: { create(...given: never): { readonly reader: Readers[Name] } };
} & {
  readonly [Name in keyof Transaction]: { create(...given: never): { readonly writer: Transaction[Name] } };
};

type Collections = typeof collections;
type Name = keyof Collections;
export type Models = {
  readonly [N in Name]: Collections[N] extends Collection<infer Row, unknown> ? Model<Row> : never;
};

/** The models belong to this connection; Mongoose's global ones are never touched. */
export function createModels(connection: Connection): Models {
  return fromEach(({ name, schema }) => connection.model(name, schema, name)) as Models;
}

/** The repositories outside transactions. */
export function createReaders(models: Models, context: Context): Readers {
  return fromEach(({ create }, name) => create(models[name] as never, context).reader) as unknown as Readers;
}

/** The repositories inside a transaction. */
export function createTransaction(models: Models, context: Context): Transaction {
  return fromEach(
    ({ create }, name) => create(models[name] as never, context).writer,
  ) as unknown as Transaction;
}

type Repository = { readonly reader?: object; readonly writer?: object };

/** An object with what `make` returns for each collection; without those for which it returns `undefined`. */
function fromEach(
  make: (collection: Collection<never, Repository>, name: Name) => object | undefined,
): object {
  const made = Object.entries(collections).map(
    ([name, collection]) => [name, make(collection as never, name as Name)] as const,
  );
  return Object.fromEntries(made.filter(([, value]) => value !== undefined));
}
