import type { KeyRing } from '../../domain/crypto/key-ring.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Readers, Transaction } from '../../ports/store.ts';
import type { Access } from './access.ts';
import type { Member } from './member.ts';
import type { Models } from './models.ts';
import { createAuditReader, createAuditWriter } from './repositories/audit.ts';
import { createChallengeReader, createChallengeWriter } from './repositories/challenges.ts';
import { createClientReader, createClientWriter } from './repositories/clients.ts';
import { createCodeReader, createCodeWriter } from './repositories/codes.ts';
import { createDeliveryWriter } from './repositories/deliveries.ts';
import { createDirectoryReader, createDirectoryWriter } from './repositories/directory.ts';
import { createDomainReader, createDomainWriter } from './repositories/domains.ts';
import { createIdentityReader, createIdentityWriter } from './repositories/identities.ts';
import { createLockoutReader, createLockoutWriter } from './repositories/lockouts.ts';
import { createNoticeReader, createNoticeWriter } from './repositories/notices.ts';
import { createOidcRecords } from './repositories/oidc-records.ts';
import { createOrganizationReader, createOrganizationWriter } from './repositories/organizations.ts';
import { createRedeemOutcomeReader, createRedeemOutcomeWriter } from './repositories/redeem-outcomes.ts';
import { createRequestReader, createRequestWriter } from './repositories/requests.ts';
import { createSignInAnswerReader, createSignInAnswerWriter } from './repositories/sign-in-answers.ts';
import { createUsedHintReader, createUsedHintWriter } from './repositories/used-hints.ts';

/** The repositories, outside of transactions. */
export function createReaders(models: Models, access: Access): Readers {
  return {
    organizations: createOrganizationReader(models.organizations, access),
    directory: createDirectoryReader(models.directoryUsers, access),
    domains: createDomainReader(models.emailDomains, access),
    identities: createIdentityReader(models.slackIdentities, access),
    requests: createRequestReader(models.issueRequests, access),
    codes: createCodeReader(models.backupCodes, access),
    lockouts: createLockoutReader(models.lockouts, access),
    clients: createClientReader(models.clients, access),
    challenges: createChallengeReader(models.challenges, access),
    redeemOutcomes: createRedeemOutcomeReader(models.redeemOutcomes, access),
    signInAnswers: createSignInAnswerReader(models.signInAnswers, access),
    usedHints: createUsedHintReader(models.usedHints, access),
    notices: createNoticeReader(models.notices, access),
    audit: createAuditReader(models, access),
  };
}

export interface TransactionParts {
  readonly models: Models;
  readonly keys: KeyRing;
  readonly wallClock: Clock;
  /** Whether the server is a router of a sharded cluster. */
  readonly isOfShards: boolean;
}

/** The repositories within a transaction, for one of those who share it. */
export function createTransaction(
  { models, wallClock }: TransactionParts,
  { access, append }: Member,
): Transaction {
  return {
    organizations: createOrganizationWriter(models.organizations, access),
    directory: createDirectoryWriter(models.directoryUsers, access),
    domains: createDomainWriter(models.emailDomains, access),
    identities: createIdentityWriter(models.slackIdentities, access),
    requests: createRequestWriter(models.issueRequests, access),
    codes: createCodeWriter(models.backupCodes, access),
    lockouts: createLockoutWriter(models.lockouts, access, wallClock),
    clients: createClientWriter(models.clients, access),
    challenges: createChallengeWriter(models.challenges, access, wallClock),
    redeemOutcomes: createRedeemOutcomeWriter(models.redeemOutcomes, access, wallClock),
    signInAnswers: createSignInAnswerWriter(models.signInAnswers, access, wallClock),
    usedHints: createUsedHintWriter(models.usedHints, access, wallClock),
    notices: createNoticeWriter(models.notices, access),
    audit: createAuditWriter(models, access, append),
    deliveries: createDeliveryWriter(models.deliveries, access, wallClock),
    oidcRecords: createOidcRecords(models.oidcRecords, access, wallClock),
  };
}
