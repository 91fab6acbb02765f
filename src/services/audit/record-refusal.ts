import type { AuditAction, AuditActor } from '../../domain/audit/audit-event.ts';
import { shouldSample } from '../../domain/audit/sparse-history.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import { draftAudit, type ServiceDeps } from '../deps.ts';

export interface StrangersRefusal {
  readonly organizationId: OrganizationId;
  readonly action: AuditAction;
  readonly actor: AuditActor;
  readonly reason: string;
  /** `http:<address>` */
  readonly source: string;
}

/** Never rejects. Do not await it where the time of an answer must tell nothing. */
export type RecordRefusal = (refusal: StrangersRefusal) => Promise<void>;

/** In an hour and a process, for each kind. */
const RECORDED_EACH = 10;
const HOUR_MS = 3_600_000;

/**
 * Records what is refused before the caller is known: in a transaction of its own, since nothing else changes,
 * and sparsely, since anyone on the network can cause it (N20). Counted in memory, so that a stranger costs the
 * store nothing more. There are a few kinds of refusal for each client.
 */
export function createRecordRefusal(deps: Pick<ServiceDeps, 'store' | 'clock' | 'random'>): RecordRefusal {
  let hour = -1;
  const counts = new Map<string, number>();

  return async function recordRefusal({ organizationId, action, actor, reason, source }) {
    const now = Math.floor(deps.clock.now() / HOUR_MS);
    if (now !== hour) counts.clear();
    hour = now;
    const kind = JSON.stringify([organizationId, action, actor.id, reason]);
    const nth = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, nth);
    if (!shouldSample(nth, RECORDED_EACH)) return;
    const details = nth > RECORDED_EACH ? { refusedThisHour: nth } : {};
    const facts = { organizationId, action, actor, reason, source, details, outcome: 'refused' } as const;
    try {
      await deps.store.transact(organizationId, (tx) => tx.audit.append(draftAudit(deps, facts)));
    } catch {
      // It was refused anyway, and the log line has the address.
    }
  };
}
