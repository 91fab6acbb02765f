import type { AuditAction } from '../../domain/audit/audit-event.ts';
import { type BackupCode, type CodeState, codeStateAt } from '../../domain/codes/backup-code.ts';
import { type SealContext, unseal } from '../../domain/crypto/seal.ts';
import type { Secret } from '../../domain/crypto/secret.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { isIssuingRole } from '../../domain/directory/roles.ts';
import type { Source } from '../../domain/directory/source.ts';
import type { LastingProblem } from '../../domain/directory/sync-run.ts';
import {
  type CodeId,
  isId,
  type OrganizationId,
  type RequestId,
  type SyncRunId,
  type UserId,
} from '../../domain/ids.ts';
import type { ApprovalAsking, Notice, NoticeContent, RedeemAlarm } from '../../domain/notices/notice.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import { listApprovers } from '../../domain/requests/approved-act.ts';
import {
  isOpenRequest,
  lastDecision,
  outlivesPrompt,
  requestStateAt,
} from '../../domain/requests/issue-request.ts';
import { twoWordsOf } from '../../domain/requests/two-words.ts';
import type { PostedMessage } from '../../ports/notifier.ts';
import { listIssuedBy } from '../codes/list-issued-by.ts';
import type { ServiceDeps } from '../deps.ts';
import { type RequestFacts, readRequestFacts } from '../requests/read-request-facts.ts';
import {
  type DisownedIssuing,
  describeDisownedIssuing,
  describeFreeze,
  type FreezeContent,
  type FreezeNotice,
  isFreezeContent,
} from './describe-freeze.ts';

/** Where a notice goes. */
export type NoticeAddress =
  | { readonly kind: 'person'; readonly slackUserId: string }
  /**
   * A person who never used the bot, so has no linked account yet; Slack is asked for the account of this
   * address.
   */
  | { readonly kind: 'email'; readonly email: string }
  | { readonly kind: 'channel'; readonly channelId: string }
  /** of a notice that goes by email */
  | { readonly kind: 'mailbox'; readonly user: DirectoryUser & { readonly email: string } }
  | { readonly kind: 'response_url'; readonly url: Secret }
  /** Replaces a message of ours. */
  | ({ readonly kind: 'message' } & PostedMessage);

export interface CodeFacts {
  readonly code: BackupCode;
  readonly state: CodeState;
  readonly target: DirectoryUser;
  /** `null`: an operator, at the command line */
  readonly issuedBy: DirectoryUser | null;
  readonly reason: string;
}

/** The same with the people who decided about it; `null` if there is none. */
export interface JudgedCodeFacts extends CodeFacts {
  readonly approver: DirectoryUser | null;
  readonly revoker: DirectoryUser | null;
}

/** What a "This wasn't me" did. */
export interface Disowning {
  /** The code that was live until then; `null` if none was. */
  readonly ended: Pick<CodeFacts, 'code' | 'issuedBy'> | null;
  readonly requestsCancelled: number;
  /** Sign-ins over OpenID Connect that were stopped before they were finished. */
  readonly signInsStopped: number;
}

/** Everything needed to compose a notice, as it is now. */
export type DescribedNotice = { readonly to: NoticeAddress; readonly organization: Organization } & (
  | {
      readonly kind:
        | 'target_code_issued'
        | 'target_code_redeemed'
        | 'target_code_revoked'
        | 'manager_target_not_told'
        | 'requester_code_redeemed'
        | 'requester_code_revoked'
        | 'requester_target_not_told'
        | 'requester_enrolment_missing'
        | 'security_code_issued'
        | 'security_code_revoked'
        | 'security_target_not_told'
        | 'hide_reveal';
      readonly facts: JudgedCodeFacts;
    }
  | {
      readonly kind: 'security_code_disowned';
      readonly facts: CodeFacts;
      readonly disowning: Disowning;
      readonly issuing: DisownedIssuing;
      /** `null`: the security channel */
      readonly readerId: UserId | null;
    }
  | {
      readonly kind: 'approver_request';
      readonly facts: RequestFacts;
      readonly asking: ApprovalAsking;
      /** See `twoWordsOf`. */
      readonly words: string;
    }
  | {
      readonly kind:
        | 'requester_manager_answered'
        | 'requester_request_approved'
        | 'requester_request_rejected'
        | 'requester_request_disowned'
        | 'requester_request_frozen'
        | 'requester_request_released'
        | 'security_request_approved'
        | 'security_request_rejected'
        | 'security_caller_refused'
        | 'prompt_expired'
        | 'close_prompt';
      readonly facts: RequestFacts;
    }
  | {
      readonly kind: 'manager_request' | 'target_words';
      readonly facts: RequestFacts;
      /** See `twoWordsOf`. */
      readonly words: string;
    }
  | { readonly kind: 'close_message'; readonly facts: RequestFacts; readonly readerId: UserId }
  | {
      readonly kind: 'security_redeem_alarm' | 'target_redeem_alarm';
      readonly user: DirectoryUser;
      readonly alarm: RedeemAlarm;
    }
  | {
      readonly kind: 'security_sync_waiting';
      readonly source: string;
      readonly runId: SyncRunId;
      readonly losing: number;
      readonly live: number;
      readonly percent: number;
      readonly names: string;
    }
  | {
      readonly kind: 'security_source_failing';
      readonly source: Pick<Source, 'id' | 'name'>;
      readonly problem: LastingProblem;
      readonly failed: number;
      readonly goodAt: number | null;
    }
  | {
      readonly kind: 'security_source_works';
      readonly source: Pick<Source, 'id' | 'name'>;
      readonly goodAt: number | null;
    }
  | {
      readonly kind: 'security_issuer_lost';
      readonly issuer: DirectoryUser;
      /** Those that still work. */
      readonly codes: readonly { readonly code: BackupCode; readonly target: DirectoryUser }[];
      /** `null`: the security channel */
      readonly readerId: UserId | null;
    }
  | (FreezeNotice & { readonly readerId: UserId | null })
  | { readonly kind: 'security_channel_failed'; readonly channelId: string; readonly why: string }
  /** `person`: whom email doesn't reach; `null`: it reaches no one. */
  | { readonly kind: 'security_mail_failed'; readonly person: DirectoryUser | null; readonly why: string }
  | {
      readonly kind: 'security_change';
      readonly action: AuditAction;
      /** names of people; ids for anything else, as in the history */
      readonly by: string;
      readonly target: string | null;
      readonly changes: string;
    }
);

export type NoticeDescription =
  | DescribedNotice
  /** What it would remind of has been done: nothing to say, and nothing wrong. */
  | { readonly kind: 'settled' }
  | { readonly kind: 'pointless'; readonly why: string };

/** Turns a notice, which holds only ids, into its recipient and the facts of this moment. */
export function createDescribeNotice(deps: Pick<ServiceDeps, 'store' | 'keys' | 'clock'>) {
  const { read } = deps.store;

  return async function describeNotice(notice: Notice): Promise<NoticeDescription> {
    const organization = await read.organizations.findById(notice.organizationId);
    if (organization === null) return { kind: 'pointless', why: 'organization_gone' };
    const { content } = notice;
    if (isFreezeContent(content)) return describeFreezing(organization, notice, content);
    switch (content.kind) {
      case 'target_code_issued':
      case 'target_code_redeemed':
      case 'target_code_revoked':
        return withCode(organization, notice, content, ({ target }) => addressOf(notice, target.id));
      case 'manager_target_not_told':
        return withCode(organization, notice, content, () => addressOf(notice, content.managerId));
      case 'requester_code_redeemed':
      case 'requester_code_revoked':
      case 'requester_target_not_told':
        return withCode(organization, notice, content, ({ issuedBy }) => addressOfIssuer(notice, issuedBy));
      case 'requester_enrolment_missing': {
        const code = await read.codes.find(organization.id, content.codeId);
        const isMissing = organization.policy.requireReEnrolment && code?.factorEnrolledAt === null;
        if (!isMissing) return { kind: 'settled' };
        return withCode(organization, notice, content, ({ issuedBy }) => addressOfIssuer(notice, issuedBy));
      }
      case 'security_code_issued':
      case 'security_code_revoked':
      case 'security_target_not_told':
        return withCode(organization, notice, content, () =>
          securityAddressOf(organization, notice, content.ownerId),
        );
      case 'security_code_disowned':
        return describeDisowning(organization, notice, content);
      case 'hide_reveal':
        return withCode(organization, notice, content, async () =>
          openAddress(content.sealedResponseUrl, { purpose: 'reveal-url', id: content.codeId }),
        );
      case 'approver_request': {
        const request = await read.requests.find(organization.id, content.requestId);
        // Already decided or over: there is nothing to ask.
        if (request !== null && requestStateAt(request, deps.clock.now()) !== 'pending')
          return { kind: 'settled' };
        if (request !== null && listApprovers(request).includes(content.approverId))
          return { kind: 'settled' };
        const { kind, approverId, asking } = content;
        return withFacts(
          organization,
          content.requestId,
          () => addressOf(notice, approverId),
          (to, facts) => ({
            kind,
            to,
            organization,
            facts,
            asking,
            words: twoWordsOf(facts.request.id, deps.keys),
          }),
        );
      }
      case 'manager_request':
      case 'target_words': {
        const request = await read.requests.find(organization.id, content.requestId);
        const isOpen =
          request !== null && isOpenRequest({ state: requestStateAt(request, deps.clock.now()) });
        if (!isOpen) return { kind: 'settled' };
        const isAsked = request.verifications.some(
          ({ state, by }) =>
            content.kind === 'manager_request' && state === 'waiting' && by === content.managerId,
        );
        // The requester has said since how else they verified the caller.
        if (content.kind === 'manager_request' && !isAsked) return { kind: 'settled' };
        const facts = await readRequestFacts(read, request, deps.clock.now());
        const userId = content.kind === 'manager_request' ? content.managerId : request.targetId;
        const to = await addressOf(notice, userId);
        if (facts === null || to === null) return { kind: 'pointless', why: 'nobody_to_tell' };
        return { kind: content.kind, to, organization, facts, words: twoWordsOf(request.id, deps.keys) };
      }
      case 'requester_manager_answered':
      case 'requester_request_approved':
      case 'requester_request_rejected':
      case 'requester_request_disowned':
      case 'requester_request_frozen':
      case 'requester_request_released':
        return withRequest(organization, content, ({ requester }) => addressOf(notice, requester.id));
      case 'security_request_approved':
      case 'security_request_rejected':
      case 'security_caller_refused':
        return withRequest(organization, content, () =>
          securityAddressOf(organization, notice, content.ownerId),
        );
      case 'prompt_expired':
        // Approvers and a hold may take longer than the 30 minutes for which Slack keeps the prompt's response URL.
        return withRequest(organization, content, async ({ request, requester }) =>
          !outlivesPrompt(request) && content.sealedResponseUrl !== ''
            ? openAddress(content.sealedResponseUrl, { purpose: 'prompt-url', id: content.requestId })
            : addressOf(notice, requester.id),
        );
      case 'close_prompt':
        return withRequest(organization, content, async () =>
          openAddress(content.sealedResponseUrl, { purpose: 'prompt-url', id: content.requestId }),
        );
      case 'close_message': {
        const { channelId, ts, readerId } = content;
        const request = await read.requests.find(organization.id, content.requestId);
        const facts = request === null ? null : await readRequestFacts(read, request, deps.clock.now());
        if (facts === null) return { kind: 'pointless', why: 'request_gone' };
        return { kind: content.kind, to: { kind: 'message', channelId, ts }, organization, facts, readerId };
      }
      case 'target_redeem_alarm':
      case 'security_redeem_alarm': {
        const user = await read.directory.findUser(organization.id, content.userId);
        const to =
          content.kind === 'target_redeem_alarm'
            ? await addressOf(notice, content.userId)
            : await securityAddressOf(organization, notice, content.ownerId);
        if (user === null || to === null) return { kind: 'pointless', why: 'nobody_to_tell' };
        return { kind: content.kind, to, organization, user, alarm: content.alarm };
      }
      case 'security_sync_waiting': {
        const source = await read.sources.find(organization.id, content.sourceId);
        // Already decided: there is nothing to ask.
        if (source?.run?.id !== content.runId || source.run.state !== 'waiting') return { kind: 'settled' };
        const to = await securityAddressOf(organization, notice, content.ownerId);
        if (to === null) return { kind: 'pointless', why: 'nobody_to_tell' };
        const { kind, runId, losing, live, names } = content;
        const facts = { runId, losing, live, names, percent: source.brakePercent };
        return { kind, to, organization, source: source.name, ...facts };
      }
      case 'security_source_failing':
      case 'security_source_works':
        return describeStreak(organization, notice, content);
      case 'security_issuer_lost':
        return describeIssuerLost(organization, notice, content);
      case 'security_mail_failed': {
        const to = await securityAddressOf(organization, notice, content.ownerId);
        if (to === null) return { kind: 'pointless', why: 'nobody_to_tell' };
        const { kind, userId, why } = content;
        const person = userId === null ? null : await read.directory.findUser(organization.id, userId);
        return { kind, to, organization, person, why };
      }
      case 'security_channel_failed':
      case 'security_change': {
        const to = await securityAddressOf(organization, notice, content.ownerId);
        if (to === null) return { kind: 'pointless', why: 'nobody_to_tell' };
        if (content.kind === 'security_channel_failed')
          return { kind: content.kind, to, organization, channelId: content.channelId, why: content.why };
        const { kind, action, changes } = content;
        const [by, target] = [
          await nameOf(organization.id, content.by),
          content.target === null ? null : await nameOf(organization.id, content.target),
        ];
        return { kind, to, organization, action, by, target, changes };
      }
    }
  };

  /** An operator at the command line has no Slack account. */
  async function addressOfIssuer(
    notice: Notice,
    issuedBy: DirectoryUser | null,
  ): Promise<NoticeAddress | null> {
    return issuedBy === null ? null : addressOf(notice, issuedBy.id);
  }

  type CodeKind = Exclude<Extract<DescribedNotice, { facts: CodeFacts }>['kind'], 'security_code_disowned'>;
  type RequestKind = Exclude<
    Extract<DescribedNotice, { facts: RequestFacts }>['kind'],
    'close_message' | 'approver_request' | 'manager_request' | 'target_words'
  >;

  async function describeStreak(
    organization: Organization,
    notice: Notice,
    content: Extract<NoticeContent, { kind: 'security_source_failing' | 'security_source_works' }>,
  ): Promise<NoticeDescription> {
    const source = await read.sources.find(organization.id, content.sourceId);
    const isOver = content.kind === 'security_source_failing' && source?.run?.streak?.failed === 0;
    // It was removed, or works again before the message could be sent.
    if (source === null || isOver) return { kind: 'settled' };
    const to = await securityAddressOf(organization, notice, content.ownerId);
    if (to === null) return { kind: 'pointless', why: 'nobody_to_tell' };
    const { sourceId: _, ownerId: __, ...facts } = content;
    return { ...facts, to, organization, source: { id: source.id, name: source.name } };
  }

  async function describeIssuerLost(
    organization: Organization,
    notice: Notice,
    { kind, userId: issuerId, ownerId: readerId }: Extract<NoticeContent, { kind: 'security_issuer_lost' }>,
  ): Promise<NoticeDescription> {
    const issuer = await read.directory.findUser(organization.id, issuerId);
    const to = await securityAddressOf(organization, notice, readerId);
    if (issuer === null || to === null) return { kind: 'pointless', why: 'nobody_to_tell' };
    // They may issue again, or their codes have ended.
    if (issuer.status === 'confirmed' && isIssuingRole(issuer.role)) return { kind: 'settled' };
    const issued = await listIssuedBy(read.codes, organization.id, issuerId, deps.clock.now());
    const ids = issued.map(({ userId }) => userId);
    const targets = new Map(
      (await read.directory.listUsersByIds(organization.id, ids)).map((user) => [user.id, user]),
    );
    const codes = issued.flatMap((code) => {
      const target = targets.get(code.userId);
      return target === undefined ? [] : [{ code, target }];
    });
    return codes.length === 0 ? { kind: 'settled' } : { kind, to, organization, issuer, codes, readerId };
  }

  async function describeDisowning(
    organization: Organization,
    notice: Notice,
    content: Extract<NoticeContent, { kind: 'security_code_disowned' }>,
  ): Promise<NoticeDescription> {
    const { ownerId: readerId, endedCodeId, requestsCancelled, signInsStopped } = content;
    const [facts, to, ended] = await Promise.all([
      readCodeFacts(notice.organizationId, content.codeId),
      securityAddressOf(organization, notice, readerId),
      endedCodeId === null ? null : readCodeFacts(notice.organizationId, endedCodeId),
    ]);
    if (facts === null) return { kind: 'pointless', why: 'code_gone' };
    if (to === null) return { kind: 'pointless', why: 'nobody_to_tell' };
    const disowning = { ended, requestsCancelled, signInsStopped };
    const issuers = [facts.issuedBy, ended?.issuedBy ?? null];
    const issuing = await describeDisownedIssuing(
      read,
      organization.id,
      facts.target,
      issuers,
      deps.clock.now(),
    );
    return { kind: content.kind, to, organization, facts, disowning, issuing, readerId };
  }

  async function describeFreezing(
    organization: Organization,
    notice: Notice,
    content: FreezeContent,
  ): Promise<NoticeDescription> {
    const readerId = content.kind === 'issuer_released' ? content.userId : content.ownerId;
    const to = await securityAddressOf(organization, notice, readerId);
    if (to === null) return { kind: 'pointless', why: 'nobody_to_tell' };
    const said = await describeFreeze(read, organization, content, (id) => nameOf(organization.id, id));
    return said === null ? { kind: 'settled' } : { ...said, to, organization, readerId };
  }

  /** @returns `null` if the code or one of the two people no longer exists */
  async function readCodeFacts(
    organizationId: OrganizationId,
    codeId: CodeId,
  ): Promise<JudgedCodeFacts | null> {
    const code = await read.codes.find(organizationId, codeId);
    if (code === null) return null;
    const [target, issuedBy, request] = await Promise.all([
      read.directory.findUser(organizationId, code.userId),
      code.issuedBy === null ? null : read.directory.findUser(organizationId, code.issuedBy),
      read.requests.find(organizationId, code.requestId),
    ]);
    if (target === null || (issuedBy === null && code.issuedBy !== null)) return null;
    const [approver = null, revoker = null] = await Promise.all(
      [request === null ? null : (lastDecision(request)?.approverId ?? null), code.revokedBy].map((id) =>
        id === null ? null : read.directory.findUser(organizationId, id),
      ),
    );
    const state = codeStateAt(code, deps.clock.now());
    return { code, state, target, issuedBy, reason: request?.reason ?? '', approver, revoker };
  }
  /** A person's name; for anything else, what the history calls it. */
  async function nameOf(organizationId: OrganizationId, id: string): Promise<string> {
    if (!isId('user', id)) return id;
    return (await read.directory.findUser(organizationId, id))?.displayName ?? id;
  }

  async function withCode(
    organization: Organization,
    notice: Notice,
    content: { readonly kind: CodeKind; readonly codeId: BackupCode['id'] },
    address: (facts: CodeFacts) => Promise<NoticeAddress | null>,
  ): Promise<NoticeDescription> {
    const facts = await readCodeFacts(notice.organizationId, content.codeId);
    if (facts === null) return { kind: 'pointless', why: 'code_gone' };
    const to = await address(facts);
    return to === null
      ? { kind: 'pointless', why: 'nobody_to_tell' }
      : { kind: content.kind, to, organization, facts };
  }

  function withRequest(
    organization: Organization,
    { kind, requestId }: { readonly kind: RequestKind; readonly requestId: RequestId },
    address: (facts: RequestFacts) => Promise<NoticeAddress | null>,
  ): Promise<NoticeDescription> {
    return withFacts(organization, requestId, address, (to, facts) => ({ kind, to, organization, facts }));
  }

  async function withFacts(
    organization: Organization,
    requestId: RequestId,
    address: (facts: RequestFacts) => Promise<NoticeAddress | null>,
    describe: (to: NoticeAddress, facts: RequestFacts) => DescribedNotice,
  ): Promise<NoticeDescription> {
    const request = await read.requests.find(organization.id, requestId);
    if (request === null) return { kind: 'pointless', why: 'request_gone' };
    const facts = await readRequestFacts(read, request, deps.clock.now());
    if (facts === null) return { kind: 'pointless', why: 'user_gone' };
    const to = await address(facts);
    return to === null ? { kind: 'pointless', why: 'nobody_to_tell' } : describe(to, facts);
  }

  /** In the notice's own workspace: in another, the account of that address may be another person's. */
  async function addressOf(
    { organizationId, channel, slackTenantId }: Notice,
    userId: UserId,
  ): Promise<NoticeAddress | null> {
    if (channel === 'email') {
      const user = await read.directory.findUser(organizationId, userId);
      return user?.email == null ? null : { kind: 'mailbox', user: { ...user, email: user.email } };
    }
    if (slackTenantId === null) return null;
    const identity = await read.identities.findByUser(organizationId, slackTenantId, userId);
    if (identity !== null) return { kind: 'person', slackUserId: identity.slackUserId };
    const user = await read.directory.findUser(organizationId, userId);
    return user?.email == null ? null : { kind: 'email', email: user.email };
  }

  async function securityAddressOf(
    organization: Organization,
    notice: Notice,
    ownerId: UserId | null,
  ): Promise<NoticeAddress | null> {
    if (ownerId != null) return addressOf(notice, ownerId);
    const channelId = organization.policy.securityChannelId;
    return channelId === null ? null : { kind: 'channel', channelId };
  }

  function openAddress(sealedResponseUrl: string, context: SealContext): NoticeAddress | null {
    const url = unseal(sealedResponseUrl, context, deps.keys);
    return url === null ? null : { kind: 'response_url', url };
  }
}
