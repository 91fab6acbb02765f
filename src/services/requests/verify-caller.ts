import { maskCodes } from '../../domain/codes/mask-codes.ts';
import { unseal } from '../../domain/crypto/seal.ts';
import type { Secret } from '../../domain/crypto/secret.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { SlackPerson } from '../../domain/directory/slack-person.ts';
import type { Policy } from '../../domain/organization/policy.ts';
import type { IssueRequest } from '../../domain/requests/issue-request.ts';
import { type Refusal, refuse } from '../../domain/requests/refusals.ts';
import { fitsTicketPattern, TICKET_LENGTH_MAX } from '../../domain/requests/ticket.ts';
import {
  findWaiting,
  methodsWithEvidence,
  type Verification,
  type VerificationMethod,
} from '../../domain/requests/verification.ts';
import type { Transaction } from '../../ports/store.ts';
import { sourceOf } from '../audit/audit-slack-refusal.ts';
import { draftAudit, type ServiceDeps } from '../deps.ts';
import { findManager } from '../directory/find-manager.ts';
import { resolveIdentity } from '../directory/resolve-identity.ts';
import { enqueueNotice } from '../notices/enqueue-notice.ts';
import { beginDeviceCheck, findDeviceWord, judgeDevice } from './device-check/begin-check.ts';
import { type ClickRefused, type RequestClick, refused } from './open-click.ts';
import { openOwnEligible } from './open-own-eligible.ts';
import { type PromptFacts, readPromptFacts } from './read-prompt-facts.ts';
import { judgeReason, REASON_LENGTH_MAX } from './request-code.ts';

export interface VerifyCallerInput extends RequestClick {
  readonly reason: string;
  /** Empty if none was given. */
  readonly ticket: string;
  readonly methods: readonly { readonly method: VerificationMethod; readonly evidence: string }[];
  /** Who the requester chose as the target's manager, as Slack knows them; counts where the directory names none. */
  readonly manager: SlackPerson | null;
}

export type VerifyCallerResult =
  | ({
      readonly kind: 'recorded';
      /** Where the prompt can be replaced; `null` if that can no longer be read. */
      readonly promptUrl: Secret | null;
    } & PromptFacts)
  | ClickRefused
  | { readonly kind: 'duplicate' };

interface Judged {
  readonly refusals: readonly Refusal[];
  readonly manager: DirectoryUser | null;
}

/**
 * The requester says how they made sure who the caller is. What they say replaces what they said before, and with it falls every approval:
 * approvers agree to what they see. A manager who vouches is asked in Slack, and counts once they have said yes; so does the person, on
 * their device.
 */
export function createVerifyCaller(deps: ServiceDeps) {
  return async function verifyCaller(input: VerifyCallerInput): Promise<VerifyCallerResult> {
    return deps.store.transact(input.organization.id, async (tx) => {
      const opened = await openOwnEligible(deps, tx, input);
      if (opened.kind !== 'opened') return opened;
      const { clicker, request, target, facts } = opened;
      const judged = await judge(deps, tx, input, request, clicker, target, facts.policy);
      if (judged.refusals.length > 0) return refused(deps, tx, input, judged.refusals, request);
      const recorded = await record(deps, tx, input, request, judged.manager, facts.policy);
      const context = { purpose: 'prompt-url', id: request.id } as const;
      const promptUrl = unseal(request.sealedResponseUrl, context, deps.keys);
      const prompt = await readPromptFacts(deps, tx, { request: recorded, target, policy: facts.policy });
      return { kind: 'recorded', promptUrl, ...prompt };
    });
  };
}

/** Everything that is wrong with what was submitted, together. */
async function judge(
  deps: ServiceDeps,
  tx: Transaction,
  input: VerifyCallerInput,
  request: IssueRequest,
  requester: DirectoryUser,
  target: DirectoryUser,
  policy: Policy,
): Promise<Judged> {
  const { methods, ticket } = input;
  const { terms } = request;
  const name = target.displayName;
  const refusals = judgeReason(input.reason, policy);
  if (ticket === '' && policy.ticketRequired) refusals.push(refuse('ticket_needed'));
  if (ticket !== '' && !isTicket(ticket, policy)) refusals.push(refuse('ticket_pattern'));
  if (methods.length === 0 && terms.verificationsRequired > 0)
    refusals.push(refuse('verification_needed', { name }));
  for (const { method, evidence } of methods) {
    const isOffered = method !== 'other' || policy.otherVerification !== null;
    if (!terms.verificationMethods.includes(method) || !isOffered)
      refusals.push(refuse('verification_method'));
    else if (method === 'callback' && target.mobile === null)
      refusals.push(refuse('callback_impossible', { name }));
    else if (methodsWithEvidence.includes(method) && evidence === '')
      refusals.push(refuse('evidence_needed'));
    if ([...evidence].length > REASON_LENGTH_MAX) refusals.push(refuse('reason_too_long'));
  }
  if (methods.some(({ method }) => method === 'device') && terms.verificationMethods.includes('device'))
    refusals.push(...(await judgeDevice(deps, tx, request, target)));
  if (!methods.some(({ method }) => method === 'manager')) return { refusals, manager: null };
  const manager = await resolveManager(deps, tx, input, target);
  if (manager === null) refusals.push(refuse('manager_unknown', { name }));
  else if (manager.status !== 'confirmed' || manager.id === requester.id || manager.id === target.id)
    refusals.push(refuse('manager_unfit', { name }));
  return { refusals, manager };
}

function isTicket(ticket: string, { ticketPattern }: Policy): boolean {
  if (ticket.length > TICKET_LENGTH_MAX || /[\s\p{C}]/u.test(ticket)) return false;
  return ticketPattern === null || fitsTicketPattern(ticket, ticketPattern);
}

/** Where the directory names a manager, no other can vouch: an attacker at the desk would choose an accomplice. */
async function resolveManager(
  deps: ServiceDeps,
  tx: Transaction,
  input: VerifyCallerInput,
  target: DirectoryUser,
): Promise<DirectoryUser | null> {
  const named = await findManager(tx, target);
  if (named !== null || input.manager === null) return named;
  const resolution = await resolveIdentity(deps, tx, input, { person: input.manager, side: 'target' });
  return resolution.kind === 'resolved' ? resolution.user : null;
}

async function record(
  deps: ServiceDeps,
  tx: Transaction,
  input: VerifyCallerInput,
  request: IssueRequest,
  manager: DirectoryUser | null,
  policy: Policy,
): Promise<IssueRequest> {
  const { organizationId, id, state, requesterId, targetId } = request;
  const now = deps.clock.now();
  const answered = request.verifications.find(
    ({ method, state: answer, by }) => method === 'manager' && answer === 'done' && by === manager?.id,
  );
  const deviceWord = findDeviceWord(request);
  const verifications = input.methods.map(({ method, evidence }): Verification => {
    if (method === 'device')
      return deviceWord ?? { method, state: 'waiting', evidence: '', by: targetId, at: now };
    if (method !== 'manager' || manager === null)
      // It is stored and shown to approvers, and a live code in it would still work (N21).
      return { method, state: 'done', evidence: maskCodes(evidence), by: requesterId, at: now };
    return answered ?? { method, state: 'waiting', evidence: '', by: manager.id, at: now };
  });
  const isAsking = verifications.some((each) => each.state === 'waiting');
  const minutes = isAsking ? policy.approvalLifetimeMinutes : policy.requestLifetimeMinutes;
  const recorded = await tx.requests.transition(organizationId, id, [state], 'pending', {
    reason: maskCodes(input.reason),
    ...(input.ticket === '' ? {} : { ticket: maskCodes(input.ticket) }),
    verifications,
    approvals: [],
    approvalAskedAt: null,
    expiresAt: Math.max(request.expiresAt, now + minutes * 60_000),
  });
  if (recorded === null) throw new Error('A request changed inside the transaction that had read it');
  // The buttons of approvers, who were asked about something else, go.
  if (request.approvalAskedAt !== null) await tx.notices.hasten(organizationId, id, now);
  const event = {
    organizationId,
    actor: { kind: 'user', id: requesterId },
    target: targetId,
    source: sourceOf(input),
  } as const;
  const done = verifications.filter((each) => each.state === 'done');
  await tx.audit.append(
    draftAudit(deps, {
      ...event,
      action: 'request.verified',
      reason: recorded.reason === '' ? null : recorded.reason,
      details: {
        requestId: id,
        methods: done.map(({ method }) => method).join(' '),
        ticket: recorded.ticket,
        ...Object.fromEntries(done.map(({ method, evidence }) => [`evidence.${method}`, evidence])),
        ...(request.approvalAskedAt !== null && { voidsApprovals: true }),
      },
    }),
  );
  const provider = await tx.deviceProviders.find(organizationId);
  if (deviceWord === null && findWaiting(recorded, 'device') !== null && provider !== null) {
    const check = await beginDeviceCheck(deps, tx, recorded, provider);
    const details = { requestId: id, checkId: check?.id ?? null, issuer: provider.issuer };
    if (check !== null)
      await tx.audit.append(draftAudit(deps, { ...event, action: 'request.device_asked', details }));
  }
  if (findWaiting(recorded, 'manager') !== null && manager !== null) {
    const content = { kind: 'manager_request', requestId: id, managerId: manager.id } as const;
    await enqueueNotice(deps, tx, organizationId, content, { request: recorded });
    const details = { requestId: id, managerId: manager.id };
    await tx.audit.append(draftAudit(deps, { ...event, action: 'request.manager_asked', details }));
  }
  return recorded;
}
