import { loginOf } from '../../../domain/directory/directory-user.ts';
import type { DeviceCheck, DeviceOutcome } from '../../../domain/requests/device-check.ts';
import { type IssueRequest, isOpenRequest, requestStateAt } from '../../../domain/requests/issue-request.ts';
import type { Verification } from '../../../domain/requests/verification.ts';
import type { DeviceIdentity } from '../../../ports/device-check.ts';
import type { Transaction } from '../../../ports/store.ts';
import { draftAudit, type ServiceDeps, systemActor } from '../../deps.ts';
import { enqueueAlarm } from '../../notices/alarm.ts';
import { enqueueNotice } from '../../notices/enqueue-notice.ts';
import { settleRequest } from '../settle-request.ts';

export type DeviceEnd =
  | { readonly outcome: Exclude<DeviceOutcome, 'confirmed'>; readonly detail?: string | null }
  | { readonly outcome: 'confirmed'; readonly identity: DeviceIdentity };

const isWaiting = ({ method, state }: Verification) => method === 'device' && state === 'waiting';

export function awaitsDevice({ verifications }: Pick<IssueRequest, 'verifications'>): boolean {
  return verifications.some(isWaiting);
}

/** The request of the check; `null` if it has ended. */
export async function findOpenRequest(
  { clock }: Pick<ServiceDeps, 'clock'>,
  tx: Pick<Transaction, 'requests'>,
  { organizationId, requestId }: DeviceCheck,
): Promise<IssueRequest | null> {
  const request = await tx.requests.find(organizationId, requestId);
  const isOpen = request !== null && isOpenRequest({ state: requestStateAt(request, clock.now()) });
  return isOpen ? request : null;
}

/**
 * Ends a check, and says what came of it: only once, whoever finds out. A yes counts if the one who confirmed is the target of now. A no is
 * the person who says that it isn't them who calls: it ends the request and alarms the owners, even if the requester
 * has verified the caller in another way since. Everything else leaves the request as it was before they were asked.
 * @param check as it was read in this transaction; not ended
 */
export async function endDeviceCheck(
  deps: ServiceDeps,
  tx: Transaction,
  check: DeviceCheck,
  found: DeviceEnd,
): Promise<void> {
  const { organizationId, requestId, targetId, issuer, reference } = check;
  await tx.deviceChecks.put({ ...check, state: 'ended', sealedTicket: '' });
  const request = await findOpenRequest(deps, tx, check);
  const target = request && (await tx.directory.findUser(organizationId, targetId));
  if (request === null || target === null) return;
  if (!awaitsDevice(request) && found.outcome !== 'denied') return;
  const end = found.outcome === 'confirmed' ? judgeIdentity(found.identity, loginOf(target)) : found;
  const { outcome } = end;
  await write(deps, tx, request, outcome);
  const identity = end.outcome === 'confirmed' ? end.identity : null;
  const isTheirs = outcome === 'confirmed' || outcome === 'denied';
  await tx.audit.append(
    draftAudit(deps, {
      organizationId,
      action: isTheirs ? `request.device_${outcome}` : 'request.device_failed',
      outcome: isTheirs ? 'allowed' : 'failed',
      actor: isTheirs ? { kind: 'user', id: targetId } : systemActor,
      target: targetId,
      source: 'device',
      details: {
        requestId,
        requesterId: request.requesterId,
        checkId: check.id,
        issuer,
        authReqIdHash: reference === '' ? null : reference,
        ...(identity !== null && {
          subject: identity.subject,
          signedInAt:
            identity.authenticatedAt === null ? null : new Date(identity.authenticatedAt).toISOString(),
        }),
        ...(!isTheirs && { outcome, detail: ('detail' in end && end.detail) || null }),
      },
    }),
  );
  const content = { kind: 'requester_device_answered', requestId, outcome } as const;
  await enqueueNotice(deps, tx, organizationId, content);
}

/** The provider may know several people by one hint, or know the person by another address. */
function judgeIdentity(identity: DeviceIdentity, login: string): DeviceEnd {
  return identity.email?.toLowerCase() === login.toLowerCase()
    ? { outcome: 'confirmed', identity }
    : { outcome: 'wrong_person' };
}

async function write(
  deps: ServiceDeps,
  tx: Transaction,
  request: IssueRequest,
  outcome: DeviceOutcome,
): Promise<void> {
  const { organizationId, id, state } = request;
  const answer = outcome === 'confirmed' ? 'done' : outcome === 'denied' ? 'refused' : null;
  const others = request.verifications.filter(({ method }) => method !== 'device');
  const verifications: Verification[] =
    answer === null
      ? others
      : [
          ...others,
          { method: 'device', state: answer, evidence: '', by: request.targetId, at: deps.clock.now() },
        ];
  const changed =
    outcome === 'denied'
      ? await settleRequest(deps, tx, request, 'cancelled', { verifications, cancelReason: 'caller_refused' })
      : await tx.requests.transition(organizationId, id, [state], state, { verifications });
  if (changed === null) throw new Error('A request changed inside the transaction that had read it');
  if (outcome !== 'denied') return;
  const organization = await tx.organizations.findById(organizationId);
  if (organization === null) throw new Error('The organization of a request vanished');
  await enqueueAlarm(deps, tx, organization, { kind: 'security_caller_refused', requestId: id });
}
