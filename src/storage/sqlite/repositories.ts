import type { KeyRing } from '../../domain/crypto/key-ring.ts';
import type { Readers, Transaction } from '../../ports/store.ts';
import type { Sql } from './engine/sql.ts';
import { createAuditReader, createAuditWriter } from './repositories/audit.ts';
import { createChallengeReader, createChallengeWriter } from './repositories/challenges.ts';
import { createClientReader, createClientWriter } from './repositories/clients.ts';
import { createCodeReader, createCodeWriter } from './repositories/codes.ts';
import { createDirectoryReader, createDirectoryWriter } from './repositories/directory.ts';
import { createDomainReader, createDomainWriter } from './repositories/domains.ts';
import { createIdentityReader, createIdentityWriter } from './repositories/identities.ts';
import { createLockoutReader, createLockoutWriter } from './repositories/lockouts.ts';
import { createNoticeReader, createNoticeWriter } from './repositories/notices.ts';
import { createOidcRecords } from './repositories/oidc-records.ts';
import { createOrganizationReader, createOrganizationWriter } from './repositories/organizations.ts';
import { createRedeemOutcomeReader, createRedeemOutcomeWriter } from './repositories/redeem-outcomes.ts';
import { createDeliveryWriter } from './repositories/replay-keys.ts';
import { createRequestReader, createRequestWriter } from './repositories/requests.ts';
import { createSignInAnswerReader, createSignInAnswerWriter } from './repositories/sign-in-answers.ts';
import { createUsedHintReader, createUsedHintWriter } from './repositories/used-hints.ts';

/** All repositories over a connection that reads. */
export function createReaders(sql: Sql): Readers {
  return {
    organizations: createOrganizationReader(sql),
    directory: createDirectoryReader(sql),
    domains: createDomainReader(sql),
    identities: createIdentityReader(sql),
    requests: createRequestReader(sql),
    codes: createCodeReader(sql),
    lockouts: createLockoutReader(sql),
    clients: createClientReader(sql),
    challenges: createChallengeReader(sql),
    redeemOutcomes: createRedeemOutcomeReader(sql),
    signInAnswers: createSignInAnswerReader(sql),
    usedHints: createUsedHintReader(sql),
    notices: createNoticeReader(sql),
    audit: createAuditReader(sql),
  };
}

/** All repositories over a connection while one transaction owns it. */
export function createTransaction(sql: Sql, keys: KeyRing): Transaction {
  return {
    organizations: createOrganizationWriter(sql),
    directory: createDirectoryWriter(sql),
    domains: createDomainWriter(sql),
    identities: createIdentityWriter(sql),
    requests: createRequestWriter(sql),
    codes: createCodeWriter(sql),
    lockouts: createLockoutWriter(sql),
    clients: createClientWriter(sql),
    challenges: createChallengeWriter(sql),
    redeemOutcomes: createRedeemOutcomeWriter(sql),
    signInAnswers: createSignInAnswerWriter(sql),
    usedHints: createUsedHintWriter(sql),
    notices: createNoticeWriter(sql),
    audit: createAuditWriter(sql, keys),
    deliveries: createDeliveryWriter(sql),
    oidcRecords: createOidcRecords(sql),
  };
}
