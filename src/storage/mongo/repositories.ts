import type { AuditHead } from '../../domain/audit.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import type { KeyRing } from '../../domain/key-ring.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Readers, Transaction } from '../../ports/store.ts';
import type { Models } from './models.ts';
import type { Operate } from './operate.ts';
import { createAuditReader, createAuditWriter } from './repositories/audit.ts';
import { createChallengeReader, createChallengeWriter } from './repositories/challenges.ts';
import { createCodeReader, createCodeWriter } from './repositories/codes.ts';
import { createDeliveryWriter } from './repositories/deliveries.ts';
import { createDirectoryReader, createDirectoryWriter } from './repositories/directory.ts';
import { createDomainReader, createDomainWriter } from './repositories/domains.ts';
import { createGuardReader, createGuardWriter } from './repositories/guards.ts';
import { createIdentityReader, createIdentityWriter } from './repositories/identities.ts';
import { createNoticeReader, createNoticeWriter } from './repositories/notices.ts';
import { createOidcRecords } from './repositories/oidc-records.ts';
import { createOrganizationReader, createOrganizationWriter } from './repositories/organizations.ts';
import { createRedeemOutcomeReader, createRedeemOutcomeWriter } from './repositories/redeem-outcomes.ts';
import { createRelyingServiceReader, createRelyingServiceWriter } from './repositories/relying-services.ts';
import { createRequestReader, createRequestWriter } from './repositories/requests.ts';
import type { Flush } from './write-behind.ts';

/** The repositories, outside of transactions. */
export function createReaders(models: Models, operate: Operate): Readers {
  return {
    organizations: createOrganizationReader(models.organizations, operate),
    directory: createDirectoryReader(models.directoryUsers, operate),
    domains: createDomainReader(models.emailDomains, operate),
    identities: createIdentityReader(models.slackIdentities, operate),
    requests: createRequestReader(models.issueRequests, operate),
    codes: createCodeReader(models.backupCodes, operate),
    guards: createGuardReader(models.redeemGuards, operate),
    relyingServices: createRelyingServiceReader(models.relyingServices, operate),
    challenges: createChallengeReader(models.challenges, operate),
    redeemOutcomes: createRedeemOutcomeReader(models.redeemOutcomes, operate),
    notices: createNoticeReader(models.notices, operate),
    audit: createAuditReader(models, operate),
  };
}

export interface TransactionParts {
  readonly models: Models;
  readonly keys: KeyRing;
  readonly wallClock: Clock;
}

/** The repositories within a transaction, and what of their writes waits for its end. */
export interface TransactionOfRun {
  readonly tx: Transaction;
  readonly flush: Flush;
}

/** @param operate of the transaction */
export function createTransaction(
  { models, keys, wallClock }: TransactionParts,
  operate: Operate,
  organizationId: OrganizationId,
  head: AuditHead,
  isFirstAttempt: boolean,
): TransactionOfRun {
  const audit = createAuditWriter(models, operate, keys, organizationId, head);
  const notices = createNoticeWriter(models.notices, operate);
  const tx: Transaction = {
    organizations: createOrganizationWriter(models.organizations, operate),
    directory: createDirectoryWriter(models.directoryUsers, operate),
    domains: createDomainWriter(models.emailDomains, operate),
    identities: createIdentityWriter(models.slackIdentities, operate),
    requests: createRequestWriter(models.issueRequests, operate),
    codes: createCodeWriter(models.backupCodes, operate),
    guards: createGuardWriter(models.redeemGuards, operate, wallClock),
    relyingServices: createRelyingServiceWriter(models.relyingServices, operate),
    challenges: createChallengeWriter(models.challenges, operate, wallClock),
    redeemOutcomes: createRedeemOutcomeWriter(models.redeemOutcomes, operate, wallClock),
    notices: notices.writer,
    audit: audit.writer,
    deliveries: createDeliveryWriter(models.deliveries, operate, wallClock, isFirstAttempt),
    oidcRecords: createOidcRecords(models.oidcRecords, operate, wallClock),
  };
  const flush: Flush = async (session) => {
    await audit.flush(session);
    await notices.flush(session);
  };
  return { tx, flush };
}
