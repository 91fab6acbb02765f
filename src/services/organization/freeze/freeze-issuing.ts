import { maskCodes } from '../../../domain/codes/mask-codes.ts';
import type { OrganizationId } from '../../../domain/ids.ts';
import type { Freeze } from '../../../domain/requests/freeze.ts';
import type { Transaction } from '../../../ports/store.ts';
import { draftAudit, type ServiceDeps } from '../../deps.ts';
import { enqueueToGuards } from '../../notices/alarm.ts';
import { enqueueNotice } from '../../notices/enqueue-notice.ts';
import { type Acting, spellActor } from './actor.ts';
import { listWorking, revokeFrozen, stopIssuing } from './stop-issuing.ts';

export const FREEZE_REASON_LENGTH_MAX = 200;

export interface FrozenNow {
  /** `frozen_before`: it was frozen already, and nothing was changed. */
  readonly kind: 'frozen' | 'frozen_before';
  readonly freeze: Freeze;
  readonly requestsEnded: number;
  /** Codes that still work. */
  readonly codesLive: number;
}

/**
 * Stops all issuing of the organization. What is open ends, what works stays. The caller has decided that this person may. A hold becomes
 * a freeze, and the requests that wait in it end.
 */
export async function freezeIssuing(
  deps: ServiceDeps,
  tx: Transaction,
  organizationId: OrganizationId,
  acting: Acting,
  reason: string,
): Promise<FrozenNow> {
  const now = deps.clock.now();
  const before = await tx.freezes.find(organizationId, organizationId);
  if (before?.endedAt === null && before.kind === 'freeze') {
    const codesLive = (await listWorking(tx, organizationId, now)).length;
    return { kind: 'frozen_before', freeze: before, requestsEnded: 0, codesLive };
  }
  const freeze: Freeze = {
    id: deps.random.id('freeze'),
    organizationId,
    subject: organizationId,
    kind: 'freeze',
    startedBy: acting.actor,
    startedAt: now,
    // It is stored and sent to people, and a live code in it would still work (N21).
    reason: maskCodes([...reason].slice(0, FREEZE_REASON_LENGTH_MAX).join('')),
    proposal: null,
    endedBy: null,
    endedAt: null,
  };
  await tx.freezes.put(freeze);
  const { requestsEnded, revealsEnded } = await stopIssuing(deps, tx, organizationId, acting, null);
  const codesLive = (await listWorking(tx, organizationId, now)).length;
  const counts = { requestsEnded, revealsEnded, codesLive };
  await tx.audit.append(
    draftAudit(deps, {
      organizationId,
      action: 'organization.frozen',
      ...acting,
      target: organizationId,
      reason: freeze.reason === '' ? null : freeze.reason,
      details: { freezeId: freeze.id, wasHeld: before?.endedAt === null, ...counts },
    }),
  );
  await enqueueToGuards(deps, tx, organizationId, {
    kind: 'security_frozen',
    freezeId: freeze.id,
    by: spellActor(acting.actor),
    reason: freeze.reason,
    requestsEnded,
    codesLive,
  });
  return { kind: 'frozen', freeze, requestsEnded, codesLive };
}

/** Ends every code that works, which a freeze leaves alone. @returns how many there were */
export async function revokeAllCodes(
  deps: ServiceDeps,
  tx: Transaction,
  organizationId: OrganizationId,
  acting: Acting,
): Promise<number> {
  const codes = await listWorking(tx, organizationId, deps.clock.now());
  for (const code of codes) {
    const revoked = await revokeFrozen(deps, tx, code, acting);
    const known = { code: revoked };
    for (const kind of ['target_code_revoked', 'requester_code_revoked'] as const)
      await enqueueNotice(deps, tx, organizationId, { kind, codeId: code.id }, known);
  }
  if (codes.length > 0)
    await enqueueToGuards(deps, tx, organizationId, {
      kind: 'security_all_revoked',
      by: spellActor(acting.actor),
      count: codes.length,
    });
  return codes.length;
}
