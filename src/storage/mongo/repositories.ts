import type { ClientSession } from 'mongoose';
import type { AuditHead } from '../../domain/audit.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import type { KeyRing } from '../../domain/key-ring.ts';
import type { Notice } from '../../domain/notice.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Readers, Transaction } from '../../ports/store.ts';
import type { Models } from './models.ts';
import type { Operate } from './operate.ts';
import {
  createAuditReader,
  createAuditWriter,
  createPendingEvents,
  type PendingEvents,
} from './repositories/audit.ts';
import { createChallengeReader, createChallengeWriter } from './repositories/challenges.ts';
import { createCodeReader, createCodeWriter } from './repositories/codes.ts';
import { createDeliveryWriter } from './repositories/deliveries.ts';
import { createDirectoryReader, createDirectoryWriter } from './repositories/directory.ts';
import { createDomainReader, createDomainWriter } from './repositories/domains.ts';
import { createGuardReader, createGuardWriter } from './repositories/guards.ts';
import { createIdentityReader, createIdentityWriter } from './repositories/identities.ts';
import { createNoticeReader, createNoticeWriter, createPendingNotices } from './repositories/notices.ts';
import { createOidcRecords } from './repositories/oidc-records.ts';
import { createOrganizationReader, createOrganizationWriter } from './repositories/organizations.ts';
import { createRedeemOutcomeReader, createRedeemOutcomeWriter } from './repositories/redeem-outcomes.ts';
import { createRelyingServiceReader, createRelyingServiceWriter } from './repositories/relying-services.ts';
import { createRequestReader, createRequestWriter } from './repositories/requests.ts';
import type { WriteBehind } from './write-behind.ts';

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

/** What of a transaction's writes waits for its end. */
export interface PendingWrites {
  readonly events: PendingEvents;
  readonly notices: WriteBehind<Notice>;
  /** Part of a step. */
  flush(session: ClientSession | null): Promise<void>;
}

/** @param head the end of the organization's chain as the transaction found it */
export function createPendingWrites(
  { models, keys }: TransactionParts,
  organizationId: OrganizationId,
  head: AuditHead,
): PendingWrites {
  const events = createPendingEvents(models, keys, organizationId, head);
  const notices = createPendingNotices(models.notices);
  return {
    events,
    notices,
    async flush(session) {
      await events.flush(session);
      await notices.flush(session);
    },
  };
}

/**
 * The repositories within a transaction, for one of those who share it.
 * @param operate of the transaction
 */
export function createTransaction(
  { models, wallClock }: TransactionParts,
  operate: Operate,
  pending: PendingWrites,
  isFirstAttempt: boolean,
): Transaction {
  return {
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
    notices: createNoticeWriter(models.notices, operate, pending.notices),
    audit: createAuditWriter(models, operate, pending.events),
    deliveries: createDeliveryWriter(models.deliveries, operate, wallClock, isFirstAttempt),
    oidcRecords: createOidcRecords(models.oidcRecords, operate, wallClock),
  };
}
