import type { AuditDraft } from '../../../src/domain/audit/audit-event.ts';
import type { BackupCode } from '../../../src/domain/codes/backup-code.ts';
import { type DirectoryUser, noSourceFields } from '../../../src/domain/directory/directory-user.ts';
import type {
  CodeId,
  EventId,
  NoticeId,
  OrganizationId,
  RequestId,
  UserId,
} from '../../../src/domain/ids.ts';
import type { Notice } from '../../../src/domain/notices/notice.ts';
import type { Organization } from '../../../src/domain/organization/organization.ts';
import { defaultPolicy } from '../../../src/domain/organization/policy.ts';
import type { IssueRequest } from '../../../src/domain/requests/issue-request.ts';
import { termsWith } from '../../support/terms.ts';

export const acme = 'org_acme000000000000' as OrganizationId;

function pad(prefix: string, name: string): string {
  return `${prefix}_${name.padEnd(16, 'x')}`;
}

export function draftOrganization(id: OrganizationId, slackTenantIds: readonly string[] = []): Organization {
  return { id, name: 'Acme', slackTenantIds, policy: defaultPolicy, createdAt: 1 };
}

export function draftUser(name: string, organizationId = acme): DirectoryUser {
  return {
    id: pad('usr', name) as UserId,
    organizationId,
    displayName: name,
    role: 'member',
    status: 'confirmed',
    email: `${name}@acme.test`,
    mobile: null,
    alias: null,
    primary: 'email',
    ...noSourceFields,
    createdAt: 1,
    updatedAt: 1,
  };
}

export function draftEvent(name: string, organizationId = acme): AuditDraft {
  return {
    id: pad('evt', name) as EventId,
    organizationId,
    at: '2026-01-01T00:00:00.000Z',
    action: 'request.opened',
    outcome: 'allowed',
    actor: { kind: 'system', id: 'test' },
    target: null,
    reason: null,
    source: 'system',
    details: {},
  };
}

export function draftCode(name: string, userName: string, createdAt = 1): BackupCode {
  return {
    id: pad('cod', name) as CodeId,
    organizationId: acme,
    requestId: pad('req', name) as RequestId,
    userId: pad('usr', userName) as UserId,
    issuedBy: pad('usr', 'admin') as UserId,
    hash: { algorithm: 'scrypt-hmac-sha256', cost: 1024, salt: 'c2FsdA==', keyId: 'test', digest: 'ZA==' },
    state: 'active',
    createdAt,
    expiresAt: createdAt + 1000,
    settledAt: null,
    vendor: null,
    redeemedBy: null,
    redeemedByName: null,
    redeemedFrom: null,
    factorEnrolledAt: null,
    revokedBy: null,
    revocationReason: null,
    disownedAt: null,
    startsAt: null,
  };
}

export function draftRequest(name: string, createdAt = 1): IssueRequest {
  return {
    id: pad('req', name) as RequestId,
    organizationId: acme,
    requesterId: pad('usr', 'admin') as UserId,
    targetId: pad('usr', name) as UserId,
    reason: '',
    state: 'pending',
    terms: termsWith({ approval: false }),
    approvalAskedAt: null,
    approvals: [],
    ticket: null,
    verifications: [],
    cancelReason: null,
    lane: 'issuer',
    lifetimeMinutes: null,
    startsAt: null,
    providerId: null,
    breakGlass: null,
    origin: {
      teamId: 'T1',
      slackTenantId: 'T1',
      channelId: 'C1',
      requesterSlackId: 'U1',
      targetSlackId: 'U2',
    },
    sealedResponseUrl: 'sealed',
    createdAt,
    expiresAt: createdAt + 1000,
    settledAt: null,
  };
}

export function draftNotice(name: string, dueAt: number): Notice {
  const content = { kind: 'target_code_issued', codeId: pad('cod', name) as CodeId } as const;
  return {
    id: pad('ntc', name) as NoticeId,
    organizationId: acme,
    channel: 'slack',
    slackTenantId: 'T1',
    destination: pad('ntc', name),
    content,
    dueAt,
    attempts: 0,
    createdAt: 1,
  };
}
