import type { Client } from '../../domain/clients/client.ts';
import type { Transaction } from '../../ports/store.ts';
import { draftAudit, type ServiceDeps, systemActor } from '../deps.ts';
import { auditAndNotifyOwners } from '../notices/notify-of-change.ts';

/** Time enough to rotate a credential without hurry. */
export const EXPIRY_NOTICE_MS = 14 * 24 * 3_600_000;

/**
 * Records that a client is in use. If its credential expires soon, every owner is notified, once for each
 * expiry: after that, its people could not redeem codes. No one misses a client that is not used.
 */
export async function recordUse(
  deps: Pick<ServiceDeps, 'clock' | 'random'>,
  tx: Transaction,
  { id, organizationId, name, expiresAt }: Client,
): Promise<void> {
  const now = deps.clock.now();
  await tx.clients.setLastUsed(organizationId, id, now);
  if (expiresAt === null || expiresAt - now > EXPIRY_NOTICE_MS) return;
  if (!(await tx.deliveries.remember(`client-expiring:${id}:${expiresAt}`, expiresAt, now))) return;
  await auditAndNotifyOwners(
    deps,
    tx,
    draftAudit(deps, {
      organizationId,
      action: 'client.expiring',
      actor: systemActor,
      target: id,
      source: 'system',
      details: { name, expiresAt: new Date(expiresAt).toISOString() },
    }),
  );
}
