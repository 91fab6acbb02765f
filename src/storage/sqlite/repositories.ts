import type { KeyRing } from '../../domain/crypto/key-ring.ts';
import type { Readers, Transaction } from '../../ports/store.ts';
import { createAuditReader, createAuditWriter } from './audit.ts';
import { createChallengeReader, createChallengeWriter } from './challenges.ts';
import { createClientReader, createClientWriter } from './clients.ts';
import { createCodeReader, createCodeWriter } from './codes.ts';
import { createDirectoryReader, createDirectoryWriter } from './directory.ts';
import { createDomainReader, createDomainWriter } from './domains.ts';
import { createIdentityReader, createIdentityWriter } from './identities.ts';
import { createLockoutReader, createLockoutWriter } from './lockouts.ts';
import { createNoticeReader, createNoticeWriter } from './notices.ts';
import { createOidcRecords } from './oidc-records.ts';
import { createOrganizationReader, createOrganizationWriter } from './organizations.ts';
import { createRedeemOutcomeReader, createRedeemOutcomeWriter } from './redeem-outcomes.ts';
import { createDeliveryWriter } from './replay-keys.ts';
import { createRequestReader, createRequestWriter } from './requests.ts';
import type { Sql } from './sql.ts';

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
    notices: createNoticeWriter(sql),
    audit: createAuditWriter(sql, keys),
    deliveries: createDeliveryWriter(sql),
    oidcRecords: createOidcRecords(sql),
  };
}
