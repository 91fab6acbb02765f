import type { OrganizationId } from '../../../domain/ids.ts';
import type { Policy } from '../../../domain/organization/policy.ts';
import { type Freeze, findHold } from '../../../domain/requests/freeze.ts';
import {
  HELD_LIFETIME_MS,
  type IssueRequest,
  isOpenRequest,
  REQUEST_LIFETIME_MS_MAX,
  requestStateAt,
} from '../../../domain/requests/issue-request.ts';
import type { Transaction } from '../../../ports/store.ts';
import { draftAudit, type ServiceDeps, systemActor } from '../../deps.ts';
import { enqueueToGuards } from '../../notices/alarm.ts';
import { enqueueNotice } from '../../notices/enqueue-notice.ts';

type Deps = Pick<ServiceDeps, 'clock' | 'random'>;

/** A request that is held again and again still ends. */
export function extendedTo(request: Pick<IssueRequest, 'createdAt'>, wanted: number): number {
  return Math.min(wanted, request.createdAt + REQUEST_LIFETIME_MS_MAX - HELD_LIFETIME_MS);
}

/** A request that is approved while a hold lasts waits for the end of the hold. */
export function heldUntil(
  freezes: readonly Freeze[],
  request: Pick<IssueRequest, 'createdAt' | 'expiresAt'>,
  now: number,
): Partial<Pick<IssueRequest, 'expiresAt'>> {
  if (findHold(freezes) === null) return {};
  return { expiresAt: Math.max(request.expiresAt, extendedTo(request, now + HELD_LIFETIME_MS)) };
}

/** Those that wait for their requester's click. What approvers were asked about runs by the approval's own time: they decide in a hold, too. */
async function listWaiting(
  { clock }: Pick<ServiceDeps, 'clock'>,
  tx: Transaction,
  organizationId: OrganizationId,
): Promise<IssueRequest[]> {
  const now = clock.now();
  const open = await tx.requests.listOpen(organizationId);
  return open.filter(
    (request) =>
      isOpenRequest({ state: requestStateAt(request, now) }) &&
      (request.approvalAskedAt === null || request.state === 'approved'),
  );
}

async function extend(tx: Transaction, request: IssueRequest, wanted: number): Promise<void> {
  const { organizationId, id, state } = request;
  const expiresAt = Math.max(request.expiresAt, extendedTo(request, wanted));
  await tx.requests.transition(organizationId, id, [state], state, { expiresAt });
}

/** A burst: what is open waits, with everything that is asked for from now on, until two people have looked. */
export async function holdRequests(
  deps: Deps,
  tx: Transaction,
  organizationId: OrganizationId,
  policy: Policy,
): Promise<Freeze> {
  const now = deps.clock.now();
  const { requestBurst: limit, requestBurstMinutes: minutes } = policy;
  const hold: Freeze = {
    id: deps.random.id('freeze'),
    organizationId,
    subject: organizationId,
    kind: 'hold',
    startedBy: systemActor,
    startedAt: now,
    reason: '',
    proposal: null,
    endedBy: null,
    endedAt: null,
  };
  await tx.freezes.put(hold);
  for (const request of await listWaiting(deps, tx, organizationId))
    await extend(tx, request, now + HELD_LIFETIME_MS);
  await tx.audit.append(
    draftAudit(deps, {
      organizationId,
      action: 'organization.held',
      actor: systemActor,
      target: organizationId,
      source: 'system',
      details: { freezeId: hold.id, limit, minutes },
    }),
  );
  const content = { kind: 'security_held', freezeId: hold.id, count: limit, minutes } as const;
  await enqueueToGuards(deps, tx, organizationId, content);
  return hold;
}

/** The hold has ended: each requester is told, with the way to their prompt. @returns how many requests go on */
export async function releaseRequests(
  deps: Deps,
  tx: Transaction,
  organizationId: OrganizationId,
  policy: Policy,
): Promise<number> {
  const waiting = await listWaiting(deps, tx, organizationId);
  const wanted = deps.clock.now() + policy.approvalLifetimeMinutes * 60_000;
  for (const request of waiting) {
    const { id, state } = request;
    const expiresAt = extendedTo(request, wanted);
    await tx.requests.transition(organizationId, id, [state], state, { expiresAt });
    const content = { kind: 'requester_request_released', requestId: id } as const;
    await enqueueNotice(deps, tx, organizationId, content);
  }
  return waiting.length;
}
