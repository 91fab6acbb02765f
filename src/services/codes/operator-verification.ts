import { maskCodes } from '../../domain/codes/mask-codes.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { Policy } from '../../domain/organization/policy.ts';
import { type Refusal, refuse } from '../../domain/requests/refusals.ts';
import { fitsTicketPattern, TICKET_LENGTH_MAX } from '../../domain/requests/ticket.ts';
import { tierOf } from '../../domain/requests/tier.ts';
import type { VerificationMethod } from '../../domain/requests/verification.ts';
import type { Transaction } from '../../ports/store.ts';

/** How the operator made sure who the caller is, in their own words. */
export interface OperatorVerification {
  readonly methods: readonly VerificationMethod[];
  readonly evidence: string;
  readonly ticket: string | null;
}

/** No flow asks a manager or a device from here: the operator says what they did themselves. */
export const operatorMethods = ['callback', 'video', 'in_person', 'manager', 'other'] as const;
const EVIDENCE_LENGTH_MAX = 200;

/** Where the person's tier needs verification, at least one way that the policy allows, with words about it. Breaking the glass changes nothing. */
export async function judgeOperatorVerification(
  tx: Pick<Transaction, 'groups'>,
  target: DirectoryUser,
  policy: Policy,
  { methods, evidence, ticket }: OperatorVerification,
): Promise<Refusal[]> {
  const groups = await tx.groups.listOfUser(target.organizationId, target.id);
  const tier = tierOf(
    target,
    groups.map(({ id }) => id),
    policy,
  );
  const { verificationsRequired, verificationMethods } = policy.tiers[tier];
  const name = target.displayName;
  const isMissing = verificationsRequired > 0 && methods.length === 0;
  const isOffered = (method: VerificationMethod) =>
    method !== 'device' &&
    verificationMethods.includes(method) &&
    (method !== 'other' || policy.otherVerification !== null);
  const refusals: Refusal[] = [];
  if (isMissing || !methods.every(isOffered) || (methods.length > 0 && !/[\p{L}\p{N}]/u.test(evidence)))
    refusals.push(refuse('operator_unverified', { name }));
  if (methods.includes('callback') && target.mobile === null)
    refusals.push(refuse('callback_impossible', { name }));
  if ([...evidence].length > EVIDENCE_LENGTH_MAX) refusals.push(refuse('reason_too_long'));
  if (ticket !== null && !isTicket(ticket, policy)) refusals.push(refuse('ticket_pattern'));
  return refusals;
}

function isTicket(ticket: string, { ticketPattern }: Policy): boolean {
  if (ticket.length > TICKET_LENGTH_MAX || !/^[^\s\p{C}]+$/u.test(ticket)) return false;
  return ticketPattern === null || fitsTicketPattern(ticket, ticketPattern);
}

/** For the history; a live code in it would still work (N21). */
export function describeOperatorVerification({
  methods,
  evidence,
  ticket,
}: OperatorVerification): Record<string, string> {
  return {
    ...(methods.length > 0 && { verified: methods.join(' '), evidence: maskCodes(evidence) }),
    ...(ticket !== null && { ticket: maskCodes(ticket) }),
  };
}
