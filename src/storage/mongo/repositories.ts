import type { ClientSession } from 'mongoose';
import type { AuditHead } from '../../domain/audit.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import type { KeyRing } from '../../domain/key-ring.ts';
import type { Notice } from '../../domain/notice.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Readers, Transaction } from '../../ports/store.ts';
import { type Access, createAccess } from './access.ts';
import { createJointAccess } from './joint-access.ts';
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
import { createDeliveryWriter, createPendingKeys, type PendingKeys } from './repositories/deliveries.ts';
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
export function createReaders(models: Models, access: Access): Readers {
  return {
    organizations: createOrganizationReader(models.organizations, access),
    directory: createDirectoryReader(models.directoryUsers, access),
    domains: createDomainReader(models.emailDomains, access),
    identities: createIdentityReader(models.slackIdentities, access),
    requests: createRequestReader(models.issueRequests, access),
    codes: createCodeReader(models.backupCodes, access),
    guards: createGuardReader(models.redeemGuards, access),
    relyingServices: createRelyingServiceReader(models.relyingServices, access),
    challenges: createChallengeReader(models.challenges, access),
    redeemOutcomes: createRedeemOutcomeReader(models.redeemOutcomes, access),
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

/** What of a transaction's writes waits for its end. */
export interface PendingWrites {
  readonly events: PendingEvents;
  readonly notices: WriteBehind<Notice>;
  readonly keys: PendingKeys;
  /** Part of a step. */
  flush(session: ClientSession | null): Promise<void>;
}

/** @param head the end of the organization's chain as the transaction found it */
export function createPendingWrites(
  { models, keys: keyRing }: TransactionParts,
  organizationId: OrganizationId,
  head: AuditHead,
): PendingWrites {
  const events = createPendingEvents(models, keyRing, organizationId, head);
  const notices = createPendingNotices(models.notices);
  const keys = createPendingKeys(models.deliveries);
  return {
    events,
    notices,
    keys,
    async flush(session) {
      await events.flush(session);
      await notices.flush(session);
      await keys.flush(session);
    },
  };
}

/**
 * The repositories within a transaction, for one of those who share it.
 * @param operate of the transaction
 */
export function createTransaction(
  { models, wallClock, isOfShards }: TransactionParts,
  operate: Operate,
  organizationId: OrganizationId,
  pending: PendingWrites,
): Transaction {
  const access = isOfShards
    ? createAccess(operate)
    : createJointAccess(operate, models.auditHeads, organizationId);
  return {
    organizations: createOrganizationWriter(models.organizations, access),
    directory: createDirectoryWriter(models.directoryUsers, access),
    domains: createDomainWriter(models.emailDomains, access),
    identities: createIdentityWriter(models.slackIdentities, access),
    requests: createRequestWriter(models.issueRequests, access),
    codes: createCodeWriter(models.backupCodes, access),
    guards: createGuardWriter(models.redeemGuards, access, wallClock),
    relyingServices: createRelyingServiceWriter(models.relyingServices, access),
    challenges: createChallengeWriter(models.challenges, access, wallClock),
    redeemOutcomes: createRedeemOutcomeWriter(models.redeemOutcomes, access, wallClock),
    notices: createNoticeWriter(models.notices, access, pending.notices),
    audit: createAuditWriter(models, access, pending.events),
    deliveries: createDeliveryWriter(models.deliveries, access, pending.keys, wallClock),
    oidcRecords: createOidcRecords(models.oidcRecords, access, wallClock),
  };
}
