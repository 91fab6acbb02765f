import { type BackupCode, codeTransitions } from '../domain/backup-code.ts';
import { computeCheckSymbol, formatCode } from '../domain/code-format.ts';
import { CODE_SALT_BYTES, hashCode } from '../domain/code-hash.ts';
import type { DirectoryUser } from '../domain/directory-user.ts';
import { decideApproval, decideEligibility, type EligibilityFacts } from '../domain/eligibility.ts';
import { type IssueRequest, requestTransitions } from '../domain/issue-request.ts';
import type { Policy } from '../domain/policy.ts';
import { type Refusal, refuse } from '../domain/refusals.ts';
import { SEAL_NONCE_BYTES, seal } from '../domain/seal.ts';
import { Secret } from '../domain/secret.ts';
import { type ChannelJudgement, channelRefusals } from '../domain/slack-channel.ts';
import type { SlackPerson } from '../domain/slack-person.ts';
import type { Transaction } from '../ports/store.ts';
import { draftAudit, draftNotice, type ServiceDeps } from './deps.ts';
import {
  type ClickRefused,
  isByRequester,
  openClick,
  type RequestClick,
  refused,
  sourceOfClick,
} from './open-click.ts';
import { readEligibilityFacts } from './read-eligibility.ts';
import { resolveIdentity } from './resolve-identity.ts';
import { revokeUndelivered } from './revoke-undelivered.ts';

/** What the edge needs to show the code. The one place where the plain code exists outside Slack. */
export interface Reveal {
  /** `XXXX-XXXX-XXXX-XXXX` */
  readonly code: Secret;
  readonly record: BackupCode;
  readonly request: IssueRequest;
  readonly requester: DirectoryUser;
  readonly target: DirectoryUser;
  readonly policy: Policy;
  readonly hasSuperseded: boolean;
}

export interface RevealInput extends RequestClick {
  /** Of the conversation in which the code would be shown, judged at the click: it may have been shared since the prompt (S7). */
  readonly channel: ChannelJudgement;
  /** What Slack says of a person now; `null` if it knows none. Asked outside the transaction. */
  readonly lookUpPerson: (slackUserId: string) => Promise<SlackPerson | null>;
  /**
   * Sends the code to the requester and nobody else. `delivered` only if Slack accepted the message; whatever is uncertain is
   * `failed`, because a code that may not have arrived must not work. `hideUrl`: where the message can be replaced later.
   */
  readonly deliver: (
    reveal: Reveal,
  ) => Promise<{ kind: 'delivered'; hideUrl: Secret | null } | { kind: 'failed' }>;
}

export type RevealResult =
  | { readonly kind: 'revealed'; readonly record: BackupCode }
  /** Slack did not take the code: it is revoked and worth nothing. */
  | { readonly kind: 'delivery_failed'; readonly request: IssueRequest }
  /** It was shown, but meanwhile superseded or swept: it does not work. */
  | { readonly kind: 'not_activated'; readonly request: IssueRequest }
  | ClickRefused
  | { readonly kind: 'duplicate' };

/**
 * The reveal, in two phases, so that dying at any line leaves no working code that nobody saw: the code is stored `undelivered`,
 * which cannot be redeemed; it is sent; only when Slack has accepted it does it become `active`.
 */
export function createRevealCode(deps: ServiceDeps) {
  const { store } = deps;

  return async function revealCode(input: RevealInput): Promise<RevealResult> {
    const seen =
      input.requestId === null
        ? null
        : await store.read.requests.find(input.organization.id, input.requestId);
    const target = seen === null ? null : await input.lookUpPerson(seen.origin.targetSlackId);
    const draft = seen === null ? null : await draftCode(deps, seen);
    const generated = await store.transact(input.organization.id, (tx) =>
      generate(deps, tx, input, target, draft),
    );
    if (generated.kind !== 'generated') return generated;
    const { reveal } = generated;
    const delivery = await input.deliver(reveal);
    if (delivery.kind === 'failed') {
      await store.transact(reveal.record.organizationId, (tx) =>
        revokeUndelivered(deps, tx, reveal.record, 'delivery_failed'),
      );
      return { kind: 'delivery_failed', request: reveal.request };
    }
    const active = await store.transact(input.organization.id, (tx) =>
      activate(deps, tx, input, reveal, delivery.hideUrl),
    );
    return active === null
      ? { kind: 'not_activated', request: reveal.request }
      : { kind: 'revealed', record: active };
  };
}

interface CodeDraft {
  readonly code: Secret;
  readonly record: Pick<BackupCode, 'id' | 'hash' | 'userId'>;
}

/** Made before the transaction: hashing takes milliseconds for which nobody should have to wait. */
async function draftCode({ random, keys }: ServiceDeps, request: IssueRequest): Promise<CodeDraft> {
  const body = random.codeSymbols().reveal();
  const symbols = new Secret(body + computeCheckSymbol(body));
  const id = random.id('code');
  const context = { organizationId: request.organizationId, userId: request.targetId, codeId: id };
  const hash = await hashCode(symbols, context, random.bytes(CODE_SALT_BYTES), keys);
  return { code: new Secret(formatCode(symbols.reveal())), record: { id, hash, userId: request.targetId } };
}

type Generated =
  | { readonly kind: 'generated'; readonly reveal: Reveal }
  | ClickRefused
  | { readonly kind: 'duplicate' };

async function generate(
  deps: ServiceDeps,
  tx: Transaction,
  input: RevealInput,
  targetPerson: SlackPerson | null,
  draft: CodeDraft | null,
): Promise<Generated> {
  const opened = await openClick(deps, tx, input);
  if (opened.kind !== 'opened') return opened;
  const { clicker, request } = opened;
  if (!isByRequester(input, clicker, request))
    return refused(deps, tx, input, [refuse('request_not_yours')], null);
  if (request.needsApproval && request.state !== 'approved') {
    return refused(deps, tx, input, [refuse('approval_needed')], request);
  }
  if (input.channel !== 'own')
    return refused(deps, tx, input, [refuse(channelRefusals[input.channel])], request);
  const checked = await checkAgain(deps, tx, input, clicker, request, targetPerson);
  if (checked.kind === 'refused') return settleRefused(deps, tx, input, request, checked.refusals);
  if (draft === null || draft.record.userId !== request.targetId)
    throw new Error('The request changed its target');
  const settledAt = deps.clock.now();
  const fulfilled = await tx.requests.transition(
    request.organizationId,
    request.id,
    [request.state],
    'fulfilled',
    { settledAt },
  );
  if (fulfilled === null) return refused(deps, tx, input, [refuse('request_settled')], request);
  const hasSuperseded = await supersedeLive(deps, tx, input, request);
  const record: BackupCode = {
    ...draft.record,
    organizationId: request.organizationId,
    requestId: request.id,
    issuedBy: clicker.id,
    state: 'undelivered',
    createdAt: settledAt,
    expiresAt: settledAt + checked.policy.codeLifetimeMinutes * 60_000,
    settledAt: null,
    redeemedBy: null,
    revokedBy: null,
    revocationReason: null,
  };
  await tx.codes.insert(record);
  await auditCode(deps, tx, input, record, 'code.generated', { requestId: request.id });
  const { target, policy } = checked;
  return {
    kind: 'generated',
    reveal: {
      code: draft.code,
      record,
      request: fulfilled,
      requester: clicker,
      target,
      policy,
      hasSuperseded,
    },
  };
}

/** Eligibility on the facts of this moment: roles, status and domain may have changed since the prompt (N11, N12). */
async function checkAgain(
  deps: ServiceDeps,
  tx: Transaction,
  input: RevealInput,
  requester: DirectoryUser,
  request: IssueRequest,
  person: SlackPerson | null,
): Promise<
  { kind: 'fit'; target: DirectoryUser; policy: Policy } | { kind: 'refused'; refusals: readonly Refusal[] }
> {
  if (person === null) return { kind: 'refused', refusals: [refuse('target_unknown_to_slack')] };
  const { organization, workspace } = input;
  const source = sourceOfClick(input);
  const resolution = await resolveIdentity(deps, tx, {
    organization,
    workspace,
    person,
    side: 'target',
    source,
  });
  if (resolution.kind === 'refused') return resolution;
  const target = resolution.user;
  if (target.id !== request.targetId)
    return { kind: 'refused', refusals: [refuse('target_identity_conflict')] };
  const facts = await readEligibilityFacts(tx, organization, requester, target);
  const eligibility = decideEligibility(facts);
  if (eligibility.kind === 'refused') return eligibility;
  if (eligibility.needsApproval) {
    if (request.state !== 'approved') return { kind: 'refused', refusals: [refuse('approval_needed_now')] };
    if (!(await isApprovalStanding(tx, request, facts)))
      return { kind: 'refused', refusals: [refuse('approval_void')] };
  }
  return { kind: 'fit', target, policy: facts.policy };
}

/** An approval is worth what its giver's role is worth now: one from a stolen account dies with the account's suspension. */
async function isApprovalStanding(
  tx: Transaction,
  { organizationId, approverId }: IssueRequest,
  facts: EligibilityFacts,
): Promise<boolean> {
  const approver = approverId === null ? null : await tx.directory.findUser(organizationId, approverId);
  return approver !== null && decideApproval({ ...facts, approver }).kind === 'allowed';
}

/** What was allowed at the prompt is not allowed any more: the request ends here, with its reasons. */
async function settleRefused(
  deps: ServiceDeps,
  tx: Transaction,
  input: RevealInput,
  request: IssueRequest,
  refusals: readonly Refusal[],
): Promise<ClickRefused> {
  const settledAt = deps.clock.now();
  const ended = await tx.requests.transition(
    request.organizationId,
    request.id,
    requestTransitions.cancelled,
    'cancelled',
    { settledAt },
  );
  return refused(deps, tx, input, refusals, ended ?? request);
}

async function supersedeLive(
  deps: ServiceDeps,
  tx: Transaction,
  input: RevealInput,
  request: IssueRequest,
): Promise<boolean> {
  const live = await tx.codes.findLive(request.organizationId, request.targetId);
  if (live === null) return false;
  const settledAt = deps.clock.now();
  const superseded = await tx.codes.transition(
    request.organizationId,
    live.id,
    codeTransitions.superseded,
    'superseded',
    { settledAt },
  );
  if (superseded === null) throw new Error('A live code changed inside the transaction that had read it');
  await auditCode(deps, tx, input, superseded, 'code.superseded', { requestId: request.id });
  return true;
}

async function activate(
  deps: ServiceDeps,
  tx: Transaction,
  input: RevealInput,
  reveal: Reveal,
  hideUrl: Secret | null,
): Promise<BackupCode | null> {
  const { record, policy } = reveal;
  const { organizationId, id: codeId } = record;
  const active = await tx.codes.transition(organizationId, codeId, codeTransitions.active, 'active', {});
  if (active === null) return null;
  await auditCode(deps, tx, input, active, 'code.delivered', { hasSuperseded: reveal.hasSuperseded });
  await tx.notices.enqueue(draftNotice(deps, organizationId, { kind: 'target_code_issued', codeId }));
  if (policy.securityChannelId !== null) {
    await tx.notices.enqueue(draftNotice(deps, organizationId, { kind: 'security_code_issued', codeId }));
  }
  if (hideUrl !== null) {
    const sealedResponseUrl = seal(hideUrl, deps.random.bytes(SEAL_NONCE_BYTES), deps.keys);
    const dueAt = deps.clock.now() + policy.hideAfterSeconds * 1000;
    await tx.notices.enqueue(
      draftNotice(deps, organizationId, { kind: 'hide_reveal', codeId, sealedResponseUrl }, dueAt),
    );
  }
  return active;
}

async function auditCode(
  deps: ServiceDeps,
  tx: Transaction,
  input: RevealInput,
  code: BackupCode,
  action: 'code.generated' | 'code.delivered' | 'code.superseded',
  details: Record<string, string | boolean>,
): Promise<void> {
  await tx.audit.append(
    draftAudit(deps, {
      organizationId: code.organizationId,
      action,
      actor: { kind: 'user', id: code.issuedBy },
      target: code.userId,
      source: sourceOfClick(input),
      details: { codeId: code.id, ...details },
    }),
  );
}
