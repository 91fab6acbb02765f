import { type BackupCode, codeStateAt } from '../../domain/codes/backup-code.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { isIssuingRole } from '../../domain/directory/roles.ts';
import type { CodeId, OrganizationId } from '../../domain/ids.ts';
import type { Notice, NoticeContent } from '../../domain/notices/notice.ts';
import { isHelpDeskOn } from '../../domain/organization/help-desk.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import { lastDecision } from '../../domain/requests/issue-request.ts';
import { findGlass } from '../../domain/requests/judge-break-glass.ts';
import { listIssuedBy } from '../codes/list-issued-by.ts';
import type { ServiceDeps } from '../deps.ts';
import { describeDisownedIssuing } from './describe-freeze.ts';
import type {
  CodeFacts,
  DescribedNotice,
  JudgedCodeFacts,
  NoticeAddress,
  NoticeDescription,
} from './described-notice.ts';
import type { NoticeAddresses } from './find-notice-address.ts';

type PlainKind = Exclude<Extract<DescribedNotice, { facts: CodeFacts }>['kind'], 'security_code_disowned'>;
type CodeContent = Extract<
  NoticeContent,
  { kind: PlainKind | 'security_code_disowned' | 'security_issuer_lost' }
>;
type Content<Kind extends CodeContent['kind']> = Extract<CodeContent, { kind: Kind }>;

/** Notices about a code: to its person, to who issued it, and to owners. */
export function createDescribeCodes(
  { store: { read }, clock }: Pick<ServiceDeps, 'store' | 'clock'>,
  address: NoticeAddresses,
) {
  return async function describeCode(
    organization: Organization,
    notice: Notice,
    content: CodeContent,
  ): Promise<NoticeDescription> {
    switch (content.kind) {
      case 'target_code_issued':
      case 'target_code_redeemed':
      case 'target_code_revoked':
        return withCode(organization, content, ({ target }) => address.ofPerson(notice, target.id));
      case 'manager_target_not_told':
        return withCode(organization, content, () => address.ofPerson(notice, content.managerId));
      case 'requester_code_redeemed':
      case 'requester_code_revoked':
      case 'requester_code_lasting':
      case 'requester_target_not_told':
        return withCode(organization, content, ({ issuedBy }) => ofIssuer(notice, issuedBy));
      case 'requester_enrolment_missing': {
        const code = await read.codes.find(organization.id, content.codeId);
        const isMissing = organization.policy.requireReEnrolment && code?.factorEnrolledAt === null;
        if (!isMissing) return { kind: 'settled' };
        return withCode(organization, content, ({ issuedBy }) => ofIssuer(notice, issuedBy));
      }
      case 'requester_code_unused': {
        const code = await read.codes.find(organization.id, content.codeId);
        // Used, ended or expired: there is nothing to remind of.
        if (code === null || codeStateAt(code, clock.now()) !== 'active') return { kind: 'settled' };
        return withCode(organization, content, ({ issuedBy }) => ofIssuer(notice, issuedBy));
      }
      case 'close_code_message': {
        const { channelId, ts } = content;
        return withCode(organization, content, async () => ({ kind: 'message', channelId, ts }));
      }
      case 'security_code_issued':
      case 'security_code_revoked':
      case 'security_code_lasting':
      case 'security_target_not_told':
        return withCode(organization, content, () =>
          address.ofSecurity(organization, notice, content.ownerId),
        );
      case 'hide_reveal':
        return withCode(organization, content, async () =>
          address.ofResponse(content.sealedResponseUrl, { purpose: 'reveal-url', id: content.codeId }),
        );
      case 'security_code_disowned':
        return describeDisowning(organization, notice, content);
      case 'security_issuer_lost':
        return describeIssuerLost(organization, notice, content);
    }
  };

  /** An operator at the command line has no Slack account. */
  async function ofIssuer(notice: Notice, issuedBy: DirectoryUser | null): Promise<NoticeAddress | null> {
    return issuedBy === null ? null : address.ofPerson(notice, issuedBy.id);
  }

  async function withCode(
    organization: Organization,
    content: { readonly kind: PlainKind; readonly codeId: BackupCode['id'] },
    find: (facts: CodeFacts) => Promise<NoticeAddress | null>,
  ): Promise<NoticeDescription> {
    const facts = await readCodeFacts(organization.id, content.codeId);
    if (facts === null) return { kind: 'pointless', why: 'code_gone' };
    const to = await find(facts);
    return to === null
      ? { kind: 'pointless', why: 'nobody_to_tell' }
      : { kind: content.kind, to, organization, facts };
  }

  async function describeIssuerLost(
    organization: Organization,
    notice: Notice,
    { kind, userId: issuerId, ownerId: readerId }: Content<'security_issuer_lost'>,
  ): Promise<NoticeDescription> {
    const issuer = await read.directory.findUser(organization.id, issuerId);
    const to = await address.ofSecurity(organization, notice, readerId);
    if (issuer === null || to === null) return { kind: 'pointless', why: 'nobody_to_tell' };
    // They may issue again, or their codes have ended.
    const mayIssue =
      isIssuingRole(issuer.role) ||
      (issuer.role === 'helpdesk' && isHelpDeskOn(organization.policy.helpDesk));
    if (issuer.status === 'confirmed' && mayIssue) return { kind: 'settled' };
    const issued = await listIssuedBy(read.codes, organization.id, issuerId, clock.now());
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
    content: Content<'security_code_disowned'>,
  ): Promise<NoticeDescription> {
    const { ownerId: readerId, endedCodeId, requestsCancelled, signInsStopped } = content;
    const [facts, to, ended] = await Promise.all([
      readCodeFacts(organization.id, content.codeId),
      address.ofSecurity(organization, notice, readerId),
      endedCodeId === null ? null : readCodeFacts(organization.id, endedCodeId),
    ]);
    if (facts === null) return { kind: 'pointless', why: 'code_gone' };
    if (to === null) return { kind: 'pointless', why: 'nobody_to_tell' };
    const disowning = { ended, requestsCancelled, signInsStopped };
    const issuers = [facts.issuedBy, ended?.issuedBy ?? null];
    const issuing = await describeDisownedIssuing(read, organization.id, facts.target, issuers, clock.now());
    return { kind: content.kind, to, organization, facts, disowning, issuing, readerId };
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
    const state = codeStateAt(code, clock.now());
    const glass = request === null ? null : findGlass(request);
    return { code, state, target, issuedBy, reason: request?.reason ?? '', approver, revoker, glass };
  }
}
