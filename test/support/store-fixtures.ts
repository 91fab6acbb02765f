import type { AuditDraft } from '../../src/domain/audit/audit-event.ts';
import { type Client, clientScopes } from '../../src/domain/clients/client.ts';
import type { BackupCode } from '../../src/domain/codes/backup-code.ts';
import type { Conflict } from '../../src/domain/directory/conflict.ts';
import { type DirectoryUser, noSourceFields } from '../../src/domain/directory/directory-user.ts';
import { type EmailDomain, uncheckedDomain } from '../../src/domain/directory/email-domain.ts';
import type { Group } from '../../src/domain/directory/group.ts';
import type { SlackIdentity } from '../../src/domain/directory/slack-identity.ts';
import { BRAKE_PERCENT, type Source } from '../../src/domain/directory/source.ts';
import type { SourcePerson, SourceRecord } from '../../src/domain/directory/source-person.ts';
import {
  type IdKind,
  type IdOfKind,
  idPrefixes,
  type OrganizationId,
  type UserId,
} from '../../src/domain/ids.ts';
import type { Notice } from '../../src/domain/notices/notice.ts';
import type { Organization } from '../../src/domain/organization/organization.ts';
import { defaultPolicy } from '../../src/domain/organization/policy.ts';
import type { Provider } from '../../src/domain/providers/provider.ts';
import type { VendorCode } from '../../src/domain/providers/vendor-code.ts';
import type { Challenge } from '../../src/domain/redeeming/challenge.ts';
import type { RedeemOutcome } from '../../src/domain/redeeming/redeem-outcome.ts';
import type { Delegation } from '../../src/domain/requests/delegation.ts';
import type { DeviceCheck, DeviceProvider } from '../../src/domain/requests/device-check.ts';
import type { Freeze } from '../../src/domain/requests/freeze.ts';
import { HELP_LIFETIME_MS, type HelpRequest } from '../../src/domain/requests/help-request.ts';
import type { IssueRequest } from '../../src/domain/requests/issue-request.ts';
import { REVIEW_MS, type Review } from '../../src/domain/requests/review.ts';
import type { ScimResource } from '../../src/ports/directory/scim-resources.ts';
import type { Store } from '../../src/ports/store.ts';
import { termsWith } from './terms.ts';

/** 2026-01-01T00:00:00Z */
export const T0 = 1_767_225_600_000;

/** Valid, distinct entities. Ids rise in the order of the calls. */
export interface StoreFixtures {
  id<K extends IdKind>(kind: K): IdOfKind[K];
  organization(overrides?: Partial<Organization>): Organization;
  user(organizationId: OrganizationId, overrides?: Partial<DirectoryUser>): DirectoryUser;
  domain(organizationId: OrganizationId, overrides?: Partial<EmailDomain>): EmailDomain;
  identity(user: DirectoryUser, overrides?: Partial<SlackIdentity>): SlackIdentity;
  client(organizationId: OrganizationId, overrides?: Partial<Client>): Client;
  request(requester: DirectoryUser, target: DirectoryUser, overrides?: Partial<IssueRequest>): IssueRequest;
  code(user: DirectoryUser, overrides?: Partial<BackupCode>): BackupCode;
  /** One that a provider made, and that the program looks after. */
  vendorCode(
    user: DirectoryUser,
    overrides?: Partial<VendorCode>,
  ): BackupCode & { readonly vendor: VendorCode };
  /** Of the whole organization, unless told. */
  /** @param asker the person themselves, unless given */
  help(target: DirectoryUser, asker?: DirectoryUser, overrides?: Partial<HelpRequest>): HelpRequest;
  delegation(from: DirectoryUser, to: DirectoryUser, overrides?: Partial<Delegation>): Delegation;
  freeze(organizationId: OrganizationId, overrides?: Partial<Freeze>): Freeze;
  deviceProvider(organizationId: OrganizationId, overrides?: Partial<DeviceProvider>): DeviceProvider;
  provider(organizationId: OrganizationId, overrides?: Partial<Provider>): Provider;
  deviceCheck(request: IssueRequest, overrides?: Partial<DeviceCheck>): DeviceCheck;
  /** Open, and of a real break-glass, unless told. */
  review(requester: DirectoryUser, target: DirectoryUser, overrides?: Partial<Review>): Review;
  challenge(organizationId: OrganizationId, overrides?: Partial<Challenge>): Challenge;
  outcome(organizationId: OrganizationId, overrides?: Partial<RedeemOutcome>): RedeemOutcome;
  notice(organizationId: OrganizationId, overrides?: Partial<Notice>): Notice;
  draft(organizationId: OrganizationId, overrides?: Partial<AuditDraft>): AuditDraft;
  source(organizationId: OrganizationId, overrides?: Partial<Source>): Source;
  sourceRecord(overrides?: Partial<SourceRecord>): SourceRecord;
  /** A person of the source, linked to no user unless told. */
  sourcePerson(source: Source, overrides?: Partial<SourcePerson>): SourcePerson;
  conflict(source: Source, overrides?: Partial<Conflict>): Conflict;
  group(source: Source, overrides?: Partial<Group>): Group;
  /** A user of the source's client, unless told. */
  scimResource(source: Source, overrides?: Partial<ScimResource>): ScimResource;
  /** Writes an organization with an owner (`users[0]`) and members. */
  seed(store: Store, userCount?: number): Promise<SeededOrganization>;
}

export interface SeededOrganization {
  readonly organization: Organization;
  readonly id: OrganizationId;
  readonly owner: DirectoryUser;
  readonly member: DirectoryUser;
  readonly users: readonly DirectoryUser[];
}

/** @param label letters and digits; keeps the ids of two processes or two sources apart */
export function createStoreFixtures(label: string): StoreFixtures {
  let count = 0;
  const next = () => `${label}${String(++count).padStart(18, '0')}`;
  const id = <K extends IdKind>(kind: K) => `${idPrefixes[kind]}_${next()}` as IdOfKind[K];

  function organization(overrides: Partial<Organization> = {}): Organization {
    const name = `Organization ${next()}`;
    return {
      id: id('organization'),
      name,
      slackTenantIds: [`T${next()}`],
      policy: defaultPolicy,
      createdAt: T0,
      ...overrides,
    };
  }

  function user(organizationId: OrganizationId, overrides: Partial<DirectoryUser> = {}): DirectoryUser {
    const userId = id('user');
    return {
      id: userId,
      organizationId,
      displayName: `Person ${userId}`,
      role: 'member',
      status: 'confirmed',
      email: `${userId.toLowerCase()}@people.example`,
      mobile: null,
      alias: null,
      primary: 'email',
      ...noSourceFields,
      createdAt: T0,
      updatedAt: T0,
      ...overrides,
    };
  }

  function request(
    requester: DirectoryUser,
    target: DirectoryUser,
    overrides: Partial<IssueRequest> = {},
  ): IssueRequest {
    return {
      id: id('request'),
      organizationId: requester.organizationId,
      requesterId: requester.id,
      targetId: target.id,
      reason: 'lost phone',
      state: 'pending',
      terms: termsWith({ approval: false }),
      approvalAskedAt: null,
      approvals: [],
      lane: 'issuer',
      lifetimeMinutes: null,
      startsAt: null,
      providerId: null,
      breakGlass: null,
      ticket: null,
      verifications: [],
      cancelReason: null,
      origin: {
        teamId: 'T1',
        slackTenantId: 'T1',
        channelId: 'C1',
        requesterSlackId: 'U1',
        targetSlackId: 'U2',
      },
      sealedResponseUrl: 'k1.nonce.body.tag',
      createdAt: T0,
      expiresAt: T0 + 600_000,
      settledAt: null,
      ...overrides,
    };
  }

  function code(owner: DirectoryUser, overrides: Partial<BackupCode> = {}): BackupCode {
    return {
      id: id('code'),
      organizationId: owner.organizationId,
      requestId: id('request'),
      userId: owner.id,
      issuedBy: id('user'),
      hash: {
        algorithm: 'scrypt-hmac-sha256',
        cost: 1024,
        salt: 'c2FsdA==',
        keyId: 'test',
        digest: 'ZGlnZXN0',
      },
      state: 'active',
      createdAt: T0,
      expiresAt: T0 + 3_600_000,
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
      ...overrides,
    };
  }

  /** One that a provider made, and that the program looks after. */
  function vendorCode(owner: DirectoryUser, overrides: Partial<VendorCode> = {}) {
    const vendor: VendorCode = {
      providerId: id('provider'),
      kind: 'entra',
      accountId: 'acc-1',
      before: ['old-1'],
      reference: 'ref-1',
      endsAt: T0 + 3_600_000,
      dueAt: T0,
      failures: 0,
      ...overrides,
    };
    return { ...code(owner), hash: null, vendor };
  }

  function draft(organizationId: OrganizationId, overrides: Partial<AuditDraft> = {}): AuditDraft {
    return {
      id: id('event'),
      organizationId,
      at: new Date(T0).toISOString(),
      action: 'request.opened',
      outcome: 'allowed',
      actor: { kind: 'system', id: 'test' },
      target: null,
      reason: null,
      source: 'system',
      details: {},
      ...overrides,
    };
  }

  function source(organizationId: OrganizationId, overrides: Partial<Source> = {}): Source {
    return {
      id: id('source'),
      organizationId,
      kind: 'jumpcloud',
      name: `Source ${next()}`,
      settings: { region: 'eu' },
      sealedSecret: 'k1.nonce.body.tag',
      clientId: null,
      roleRules: [{ when: { kind: 'group', group: 'IT' }, role: 'admin' }],
      allowedOwners: [],
      brakePercent: BRAKE_PERCENT,
      everyMinutes: null,
      cursor: null,
      lastFullAt: null,
      run: null,
      createdAt: T0,
      updatedAt: T0,
      ...overrides,
    };
  }

  function sourceRecord(overrides: Partial<SourceRecord> = {}): SourceRecord {
    const externalId = `e${next()}`;
    return {
      externalId,
      displayName: `Person ${externalId}`,
      email: `${externalId.toLowerCase()}@people.example`,
      mobile: null,
      alias: null,
      status: 'confirmed',
      manager: null,
      department: null,
      employeeNumber: null,
      groups: null,
      attributes: {},
      hasTwoPrimaries: false,
      ...overrides,
    };
  }

  async function seed(store: Store, userCount = 2): Promise<SeededOrganization> {
    const seeded = organization();
    const users = Array.from({ length: Math.max(2, userCount) }, (_, index) =>
      user(seeded.id, { role: index === 0 ? 'owner' : 'member' }),
    );
    await store.transact(seeded.id, async (tx) => {
      await tx.organizations.insert(seeded);
      await tx.directory.insertMany(users);
    });
    const [owner, member] = users;
    if (owner === undefined || member === undefined) throw new Error('A seed has two users at least');
    return { organization: seeded, id: seeded.id, owner, member, users };
  }

  return {
    id,
    organization,
    user,
    request,
    code,
    vendorCode,
    draft,
    seed,
    source,
    sourceRecord,
    sourcePerson: ({ organizationId, id: sourceId }, overrides = {}) => {
      const record = overrides.record ?? sourceRecord();
      const { externalId } = record;
      return {
        organizationId,
        sourceId,
        externalId,
        userId: null,
        record,
        ruleRole: null,
        ignored: [],
        updatedAt: T0,
        ...overrides,
      };
    },
    conflict: ({ organizationId, id: sourceId }, overrides = {}) => ({
      id: id('conflict'),
      organizationId,
      sourceId,
      externalId: `e${next()}`,
      kind: 'unverified_domain',
      field: 'email',
      value: 'ann@elsewhere.example',
      otherUserId: null,
      otherSourceId: null,
      since: T0,
      ...overrides,
    }),
    group: ({ organizationId, id: sourceId }, overrides = {}) => ({
      id: id('group'),
      organizationId,
      sourceId,
      externalId: null,
      name: `Group ${next()}`,
      createdAt: T0,
      updatedAt: T0,
      ...overrides,
    }),
    scimResource: ({ organizationId, id: sourceId }, overrides = {}) => {
      const resourceId = id('user');
      const name = `${resourceId.toLowerCase()}@people.example`;
      return {
        organizationId,
        sourceId,
        type: 'User',
        id: resourceId,
        name,
        externalId: null,
        emails: [name],
        content: '{}',
        version: 1,
        createdAt: T0,
        updatedAt: T0,
        ...overrides,
      };
    },
    domain: (organizationId, overrides = {}) => ({
      organizationId,
      name: `d${next().toLowerCase()}.example`,
      verificationToken: `token-${next()}`,
      verifiedAt: null,
      ...uncheckedDomain,
      createdAt: T0,
      ...overrides,
    }),
    identity: ({ id: userId, organizationId, email }, overrides = {}) => ({
      organizationId,
      slackTenantId: 'T1',
      slackUserId: `U${next()}`,
      userId: userId as UserId,
      linkedEmail: email ?? 'nobody@people.example',
      linkedAt: T0,
      locale: null,
      timeZone: null,
      ...overrides,
    }),
    client: (organizationId, overrides = {}) => ({
      id: id('client'),
      organizationId,
      name: `Login ${next()}`,
      keyId: 'test',
      secretDigest: 'c2VjcmV0',
      previousSecret: null,
      scopes: [...clientScopes],
      requestsPerMinute: 600,
      redirectUris: [],
      oidcSettings: null,
      expiresAt: null,
      createdAt: T0,
      lastUsedAt: null,
      ...overrides,
    }),
    help: (target, asker = target, overrides = {}) => ({
      id: id('helpRequest'),
      organizationId: target.organizationId,
      askerId: asker.id,
      targetId: target.id,
      reason: 'lost phone',
      state: 'waiting',
      takenBy: null,
      endedBy: null,
      declineReason: '',
      cancelReason: null,
      disownedAt: null,
      slackTenantId: 'T1',
      targetSlackId: 'U2',
      createdAt: T0,
      expiresAt: T0 + HELP_LIFETIME_MS,
      endedAt: null,
      ...overrides,
    }),
    delegation: (from, to, overrides = {}) => ({
      id: id('delegation'),
      organizationId: from.organizationId,
      from: from.id,
      to: to.id,
      startsAt: T0,
      endsAt: T0 + 24 * 3_600_000,
      endedAt: null,
      ...overrides,
    }),
    freeze: (organizationId, overrides = {}) => ({
      id: id('freeze'),
      organizationId,
      subject: organizationId,
      kind: 'freeze',
      startedBy: { kind: 'operator', id: 'root' },
      startedAt: T0,
      reason: '',
      proposal: null,
      endedBy: null,
      endedAt: null,
      ...overrides,
    }),
    deviceProvider: (organizationId, overrides = {}) => ({
      organizationId,
      issuer: 'https://login.acme.example/realms/acme',
      clientId: 'backupcode',
      sealedSecret: 'k1.nonce.body.tag',
      updatedAt: T0,
      ...overrides,
    }),
    provider: (organizationId, overrides = {}) => ({
      id: id('provider'),
      organizationId,
      kind: 'entra',
      name: `Provider ${next()}`,
      settings: { tenant: 'acme.example' },
      sealedSecret: 'k1.nonce.body.tag',
      createdAt: T0,
      updatedAt: T0,
      ...overrides,
    }),
    deviceCheck: ({ organizationId, id: requestId, targetId }, overrides = {}) => ({
      id: id('deviceCheck'),
      organizationId,
      requestId,
      targetId,
      state: 'new',
      issuer: 'https://login.acme.example/realms/acme',
      sealedTicket: '',
      reference: '',
      intervalMs: 5000,
      failures: 0,
      dueAt: T0,
      startedAt: T0,
      expiresAt: T0 + 300_000,
      ...overrides,
    }),
    review: (requester, target, overrides = {}) => ({
      id: id('review'),
      organizationId: requester.organizationId,
      requestId: id('request'),
      requesterId: requester.id,
      targetId: target.id,
      reason: 'all approvers are asleep',
      isRehearsal: false,
      openedAt: T0,
      escalatesAt: T0 + REVIEW_MS,
      verdict: null,
      note: null,
      closedBy: null,
      closedAt: null,
      ...overrides,
    }),
    challenge: (organizationId, overrides = {}) => ({
      id: id('challenge'),
      organizationId,
      clientId: id('client'),
      sealedLogin: 'k1.nonce.body.tag',
      returnTo: null,
      state: 'open',
      triesLeft: 5,
      createdAt: T0,
      expiresAt: T0 + 600_000,
      settledAt: null,
      ...overrides,
    }),
    outcome: (organizationId, overrides = {}) => ({
      organizationId,
      clientId: id('client'),
      keyHash: next(),
      bodyKeyId: 'test',
      bodyDigest: 'ZGlnZXN0',
      result: { kind: 'refused', reason: 'wrong_code' },
      createdAt: T0,
      expiresAt: T0 + 86_400_000,
      ...overrides,
    }),
    notice: (organizationId, overrides = {}) => {
      const noticeId = id('notice');
      return {
        id: noticeId,
        organizationId,
        channel: 'slack',
        slackTenantId: 'T1',
        destination: noticeId,
        content: { kind: 'target_code_issued', codeId: id('code') },
        dueAt: T0,
        attempts: 0,
        createdAt: T0,
        ...overrides,
      };
    },
  };
}
