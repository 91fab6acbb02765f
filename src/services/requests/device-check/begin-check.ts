import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import {
  DEVICE_CHECK_SECONDS,
  DEVICE_DAY_MS,
  DEVICE_INTERVAL_MS,
  type DeviceCheck,
  type DeviceProvider,
  findDeviceLimit,
} from '../../../domain/requests/device-check.ts';
import type { IssueRequest } from '../../../domain/requests/issue-request.ts';
import { type Refusal, refuse } from '../../../domain/requests/refusals.ts';
import type { Verification } from '../../../domain/requests/verification.ts';
import type { Transaction } from '../../../ports/store.ts';
import type { ServiceDeps } from '../../deps.ts';

/** What a request already has of the person's device: their answer, or a question that they still have. It isn't asked again. */
export function findDeviceWord({ verifications }: Pick<IssueRequest, 'verifications'>): Verification | null {
  return verifications.find(({ method, state }) => method === 'device' && state !== 'refused') ?? null;
}

/** Why this person can't be asked on their device for this request; empty if they can, or have been. */
export async function judgeDevice(
  { clock }: Pick<ServiceDeps, 'clock'>,
  tx: Transaction,
  request: IssueRequest,
  target: DirectoryUser,
): Promise<Refusal[]> {
  if (findDeviceWord(request) !== null) return [];
  if ((await tx.deviceProviders.find(request.organizationId)) === null)
    return [refuse('verification_method')];
  const now = clock.now();
  const today = await tx.deviceChecks.listOf(request.organizationId, target.id, now - DEVICE_DAY_MS);
  if (today.some((check) => isLastingFor(check, request))) return [];
  const reached = findDeviceLimit(today, now);
  return reached === null ? [] : [refuse('device_limit', { name: target.displayName, ...reached })];
}

function isLastingFor({ requestId, state }: DeviceCheck, { id }: IssueRequest): boolean {
  return requestId === id && state !== 'ended';
}

/**
 * Has the person asked, after this transaction.
 * @returns `null` if they have the question of this request already: its requester chose another way in between
 */
export async function beginDeviceCheck(
  { clock, random }: Pick<ServiceDeps, 'clock' | 'random'>,
  tx: Transaction,
  request: IssueRequest,
  { issuer }: DeviceProvider,
): Promise<DeviceCheck | null> {
  const { organizationId, id: requestId, targetId } = request;
  const now = clock.now();
  const today = await tx.deviceChecks.listOf(organizationId, targetId, now - DEVICE_DAY_MS);
  if (today.some((check) => isLastingFor(check, request))) return null;
  const check: DeviceCheck = {
    id: random.id('deviceCheck'),
    organizationId,
    requestId,
    targetId,
    state: 'new',
    issuer,
    sealedTicket: '',
    reference: '',
    intervalMs: DEVICE_INTERVAL_MS,
    failures: 0,
    dueAt: now,
    startedAt: now,
    expiresAt: now + DEVICE_CHECK_SECONDS * 1000,
  };
  await tx.deviceChecks.removeEnded(organizationId, now - DEVICE_DAY_MS);
  await tx.deviceChecks.put(check);
  return check;
}
