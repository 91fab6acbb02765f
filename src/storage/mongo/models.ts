import type { Connection } from 'mongoose';
import { type AuditEventRow, auditEventSchema } from './documents/audit-events.ts';
import { type AuditHeadRow, auditHeadSchema } from './documents/audit-heads.ts';
import { type BackupCodeRow, backupCodeSchema } from './documents/backup-codes.ts';
import { type ChallengeRow, challengeSchema } from './documents/challenges.ts';
import { type ClientRow, clientSchema } from './documents/clients.ts';
import { type DeliveryRow, deliverySchema } from './documents/deliveries.ts';
import { type DirectoryUserRow, directoryUserSchema } from './documents/directory-users.ts';
import { type EmailDomainRow, emailDomainSchema } from './documents/email-domains.ts';
import { type IssueRequestRow, issueRequestSchema } from './documents/issue-requests.ts';
import { type LockoutRow, lockoutSchema } from './documents/lockouts.ts';
import { type NoticeRow, noticeSchema } from './documents/notices.ts';
import { type OidcRecordRow, oidcRecordSchema } from './documents/oidc-records.ts';
import { type OrganizationRow, organizationSchema } from './documents/organizations.ts';
import { type RateCounterRow, rateCounterSchema } from './documents/rate-counters.ts';
import { type RedeemOutcomeRow, redeemOutcomeSchema } from './documents/redeem-outcomes.ts';
import { type SignInAnswerRow, signInAnswerSchema } from './documents/sign-in-answers.ts';
import { type SigningKeyRow, signingKeySchema } from './documents/signing-keys.ts';
import { type SlackIdentityRow, slackIdentitySchema } from './documents/slack-identities.ts';
import { type UsedHintRow, usedHintSchema } from './documents/used-hints.ts';

export type Models = ReturnType<typeof createModels>;

/** The collections, as models of this connection alone; Mongoose's global ones are never touched. */
export function createModels(connection: Connection) {
  return {
    organizations: connection.model<OrganizationRow>('Organization', organizationSchema, 'organizations'),
    directoryUsers: connection.model<DirectoryUserRow>(
      'DirectoryUser',
      directoryUserSchema,
      'directoryUsers',
    ),
    emailDomains: connection.model<EmailDomainRow>('EmailDomain', emailDomainSchema, 'emailDomains'),
    slackIdentities: connection.model<SlackIdentityRow>(
      'SlackIdentity',
      slackIdentitySchema,
      'slackIdentities',
    ),
    issueRequests: connection.model<IssueRequestRow>('IssueRequest', issueRequestSchema, 'issueRequests'),
    backupCodes: connection.model<BackupCodeRow>('BackupCode', backupCodeSchema, 'backupCodes'),
    lockouts: connection.model<LockoutRow>('Lockout', lockoutSchema, 'redeemGuards'),
    clients: connection.model<ClientRow>('Client', clientSchema, 'relyingServices'),
    challenges: connection.model<ChallengeRow>('Challenge', challengeSchema, 'challenges'),
    redeemOutcomes: connection.model<RedeemOutcomeRow>(
      'RedeemOutcome',
      redeemOutcomeSchema,
      'redeemOutcomes',
    ),
    rateCounters: connection.model<RateCounterRow>('RateCounter', rateCounterSchema, 'rateCounters'),
    notices: connection.model<NoticeRow>('Notice', noticeSchema, 'notices'),
    deliveries: connection.model<DeliveryRow>('Delivery', deliverySchema, 'deliveries'),
    oidcRecords: connection.model<OidcRecordRow>('OidcRecord', oidcRecordSchema, 'oidcRecords'),
    signInAnswers: connection.model<SignInAnswerRow>('SignInAnswer', signInAnswerSchema, 'signInAnswers'),
    signingKeys: connection.model<SigningKeyRow>('SigningKey', signingKeySchema, 'signingKeys'),
    usedHints: connection.model<UsedHintRow>('UsedHint', usedHintSchema, 'usedHints'),
    auditEvents: connection.model<AuditEventRow>('AuditEvent', auditEventSchema, 'auditEvents'),
    auditHeads: connection.model<AuditHeadRow>('AuditHead', auditHeadSchema, 'auditHeads'),
  };
}
