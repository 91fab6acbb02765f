import type { BackupCode } from '../../domain/codes/backup-code.ts';
import { computeCheckSymbol, formatCode } from '../../domain/codes/code-format.ts';
import {
  bindCode,
  CODE_SALT_BYTES,
  type CodeHash,
  type StretchedCode,
  stretchCode,
} from '../../domain/codes/code-hash.ts';
import { fixCodeTerm } from '../../domain/codes/code-term.ts';
import { Secret } from '../../domain/crypto/secret.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { ProviderId, UserId } from '../../domain/ids.ts';
import type { Policy } from '../../domain/organization/policy.ts';
import type { Admission } from '../../domain/redeeming/lockout.ts';
import type { IssueRequest } from '../../domain/requests/issue-request.ts';
import { findGlass, isRehearsal } from '../../domain/requests/judge-break-glass.ts';
import { judgeReadiness } from '../../domain/requests/readiness.ts';
import { type Refusal, refuse } from '../../domain/requests/refusals.ts';
import type { Transaction } from '../../ports/store.ts';
import { sourceOf } from '../audit/audit-slack-refusal.ts';
import { draftAudit, type ServiceDeps, systemActor } from '../deps.ts';
import type { AskedProvider } from '../providers/ask-provider.ts';
import type { ShownVendor } from '../providers/make-code.ts';
import { planVendorCode } from '../providers/plan-vendor-code.ts';
import { readProviderChoice } from '../providers/read-provider-choice.ts';
import { readLockoutState } from '../redeeming/read-lockout.ts';
import { releaseLockout } from '../redeeming/release-lockout.ts';
import { type ClickRefused, openOwnClick, refused, refusedLate } from '../requests/open-click.ts';
import { settleRequest } from '../requests/settle-request.ts';
import { auditCode, describeTerm } from './audit-code.ts';
import { checkAgain, type GenerateInput, type SlackFacts } from './check-again.ts';
import { raiseTerms, type TermsRaised } from './raise-terms.ts';
import { supersedeCode } from './supersede-code.ts';

/** What the edge needs to show the code. The only place outside Slack where the plain code exists. */
export interface Reveal {
  /** `XXXX-XXXX-XXXX-XXXX`, or as its vendor writes it. */
  readonly code: Secret;
  readonly record: BackupCode;
  readonly request: IssueRequest;
  readonly requester: DirectoryUser;
  readonly target: DirectoryUser;
  readonly policy: Policy;
  readonly hasSuperseded: boolean;
  /** The policy's maximum shrank since the requester chose the lifetime: the code works for less. */
  readonly isShortened: boolean;
  /** Whether the code would be accepted now. */
  readonly lockout: Admission;
  /** Who made it; `null`: it is our own. */
  readonly vendor: ShownVendor | null;
}

/** A code that is stored as undelivered, and not made yet if a vendor makes it. */
export type Drafted = Omit<Reveal, 'code' | 'vendor'> & {
  /** `null`: its vendor has yet to make it. */
  readonly code: Secret | null;
};

/** What is made ready before the transaction, which must not wait for Slack or for hashing. */
export interface Preparation {
  /** `null` if Slack was not asked, because the clicker may not issue. */
  readonly slack: SlackFacts | null;
  /** `null` if there is no such request, or it is a rehearsal. */
  readonly draft: CodeDraft | null;
  /** The vendor who is to make it, asked before the transaction; `null`: it is to be our own, or Slack was not asked. */
  readonly asked: AskedProvider | null;
}

/** A new code, not stored or shown yet. */
export interface CodeDraft {
  /** `null`: a vendor makes it. */
  readonly own: { readonly code: Secret; readonly stretched: StretchedCode } | null;
  readonly record: Pick<BackupCode, 'id' | 'userId'>;
}

/** Hashing takes milliseconds, so it happens before the transaction. The lifetime comes from the policy read inside it. */
export async function draftCode(
  { random }: ServiceDeps,
  userId: UserId,
  providerId: ProviderId | null,
): Promise<CodeDraft> {
  if (providerId !== null) return { own: null, record: { id: random.id('code'), userId } };
  const body = random.codeSymbols().reveal();
  const symbols = new Secret(body + computeCheckSymbol(body));
  const id = random.id('code');
  const stretched = await stretchCode(symbols, random.bytes(CODE_SALT_BYTES));
  return { own: { code: new Secret(formatCode(symbols.reveal())), stretched }, record: { id, userId } };
}

/** The hash of a code of our own; `null`: a vendor makes it. */
export function bindDraft(
  { own }: CodeDraft,
  facts: Parameters<typeof bindCode>[1],
  keys: ServiceDeps['keys'],
): CodeHash | null {
  return own === null ? null : bindCode(own.stretched, facts, keys);
}

/** The end of a rehearsal of break-glass: everything but the code. */
export interface Rehearsed {
  readonly kind: 'rehearsed';
  readonly request: IssueRequest;
  readonly target: DirectoryUser;
  readonly policy: Policy;
}

export type Generated =
  | { readonly kind: 'generated'; readonly drafted: Drafted }
  | Rehearsed
  | TermsRaised
  | ClickRefused
  | { readonly kind: 'duplicate' };

/**
 * The first phase of the reveal, in one transaction: check everything again, fulfill the request, supersede a
 * live code, store the new one as `undelivered`.
 */
export async function generateCode(
  deps: ServiceDeps,
  tx: Transaction,
  input: GenerateInput,
  { slack, draft, asked }: Preparation,
): Promise<Generated> {
  const opened = await openOwnClick(deps, tx, input);
  if (opened.kind !== 'opened') return opened;
  const { clicker, request } = opened;
  const target = await tx.directory.findUser(request.organizationId, request.targetId);
  const { policy: policyNow } =
    (await tx.organizations.findById(request.organizationId)) ?? input.organization;
  const missing = judgeReadiness(request, policyNow, target?.displayName ?? '');
  if (missing.length > 0) return refused(deps, tx, input, missing, request);
  const checked = await checkAgain(deps, tx, input, opened, slack);
  if (checked.kind === 'refused') return settleRefused(deps, tx, input, request, checked.refusals);
  if (checked.kind === 'not_now') return refused(deps, tx, input, checked.refusals, request);
  if (checked.kind === 'stricter') return raiseTerms(deps, tx, input, request, checked);
  if (isRehearsal(request)) return endRehearsal(deps, tx, input, request, checked);
  if (draft === null || draft.record.userId !== request.targetId)
    throw new Error('The request changed its target');
  const chosen = await readProviderChoice(tx, checked.policy, checked.target);
  if (chosen !== request.providerId) {
    const gone = refuse('provider_changed', { name: checked.target.displayName });
    return settleRefused(deps, tx, input, request, [gone]);
  }
  const vendor = await planVendorCode(deps, tx, request, checked.target, asked);
  if (vendor.kind === 'refused') return refused(deps, tx, input, vendor.refusals, request);
  const fulfilled = await settleRequest(deps, tx, request, 'fulfilled');
  if (fulfilled === null) return refusedLate(deps, tx, input, clicker, request);
  const createdAt = deps.clock.now();
  if (checked.liveCode !== null) {
    const superseded = await supersedeCode(deps, tx, checked.liveCode, vendor.provider);
    await auditCode(deps, tx, sourceOf(input), superseded, 'code.superseded', { requestId: request.id });
  }
  const { organizationId } = request;
  const { id: codeId, userId } = draft.record;
  const { startsAt, expiresAt, isShortened } = fixCodeTerm(request, checked.policy, createdAt);
  const record: BackupCode = {
    ...draft.record,
    organizationId,
    hash: bindDraft(draft, { organizationId, userId, codeId, startsAt, expiresAt }, deps.keys),
    vendor: vendor.planned,
    requestId: request.id,
    issuedBy: clicker.id,
    state: 'undelivered',
    createdAt,
    startsAt,
    expiresAt,
    settledAt: null,
    redeemedBy: null,
    redeemedByName: null,
    redeemedFrom: null,
    factorEnrolledAt: null,
    revokedBy: null,
    revocationReason: null,
    disownedAt: null,
  };
  await tx.codes.insert(record);
  await auditCode(deps, tx, sourceOf(input), record, 'code.generated', {
    requestId: request.id,
    ...(findGlass(request) !== null && { isBreakGlass: true }),
    ...(vendor.provider !== null && { provider: vendor.provider.name }),
    ...describeTerm(record),
  });
  const { policy } = checked;
  // Our lockout keeps no one from using a vendor's code.
  const lockout: Admission =
    vendor.provider === null
      ? await releaseOrRead(deps, tx, input, clicker, checked.target)
      : { kind: 'admitted' };
  return {
    kind: 'generated',
    drafted: {
      code: draft.own?.code ?? null,
      record,
      request: fulfilled,
      requester: clicker,
      target: checked.target,
      policy,
      hasSuperseded: checked.liveCode !== null,
      isShortened,
      lockout,
    },
  };
}

async function releaseOrRead(
  deps: ServiceDeps,
  tx: Transaction,
  input: GenerateInput,
  clicker: DirectoryUser,
  target: DirectoryUser,
): Promise<Admission> {
  if (!input.unlocks) return readLockoutState(deps, tx, target);
  await releaseLockout(deps, tx, target, {
    actor: { kind: 'user', id: clicker.id },
    source: sourceOf(input),
  });
  return { kind: 'admitted' };
}

/** Everything was checked as for a code, and none is made. */
async function endRehearsal(
  deps: ServiceDeps,
  tx: Transaction,
  input: GenerateInput,
  request: IssueRequest,
  { target, policy }: { readonly target: DirectoryUser; readonly policy: Policy },
): Promise<Generated> {
  const ended = await settleRequest(deps, tx, request, 'cancelled', { cancelReason: 'rehearsed' });
  if (ended === null) throw new Error('A request changed inside the transaction that had read it');
  await tx.audit.append(
    draftAudit(deps, {
      organizationId: request.organizationId,
      action: 'request.cancelled',
      actor: { kind: 'user', id: request.requesterId },
      target: target.id,
      reason: 'rehearsed',
      source: sourceOf(input),
      details: { requestId: request.id },
    }),
  );
  return { kind: 'rehearsed', request: ended, target, policy };
}

/** What the prompt allowed is no longer allowed, so the request ends here, with the reasons. */
async function settleRefused(
  deps: ServiceDeps,
  tx: Transaction,
  input: GenerateInput,
  request: IssueRequest,
  refusals: readonly Refusal[],
): Promise<ClickRefused> {
  const ended = await settleRequest(deps, tx, request, 'cancelled', { cancelReason: 'not_allowed' });
  if (ended !== null) {
    await tx.audit.append(
      draftAudit(deps, {
        organizationId: request.organizationId,
        action: 'request.cancelled',
        actor: systemActor,
        target: request.targetId,
        reason: refusals.map(({ code }) => code).join(' '),
        source: sourceOf(input),
        details: { requestId: request.id },
      }),
    );
  }
  return refused(deps, tx, input, refusals, ended ?? request);
}
