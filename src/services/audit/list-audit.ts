import type { AuditAction, AuditEvent } from '../../domain/audit/audit-event.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import type { ServiceDeps } from '../deps.ts';

const PAGE = 500;

export interface AuditFilter {
  /** At most this many: the newest matches, or with `after` the oldest after it. */
  readonly limit: number;
  /** Only events after this sequence number. */
  readonly after?: number | undefined;
  readonly action?: AuditAction | undefined;
  readonly outcome?: AuditEvent['outcome'] | undefined;
  /** the id of the actor */
  readonly actor?: string | undefined;
  readonly target?: string | undefined;
  /** milliseconds since the epoch, UTC; inclusive */
  readonly since?: number | undefined;
}

/** Matching events of the organization, in the order of the chain. */
export function createListAudit({ store }: Pick<ServiceDeps, 'store'>) {
  return async function listAudit(
    organizationId: OrganizationId,
    filter: AuditFilter,
  ): Promise<AuditEvent[]> {
    if (isUnfiltered(filter)) {
      return (await store.read.audit.listLatest(organizationId, filter.limit)).reverse();
    }
    const found: AuditEvent[] = [];
    let after = filter.after ?? 0;
    for (;;) {
      const query = { after, limit: PAGE, ...(filter.action === undefined ? {} : { action: filter.action }) };
      const page = await store.read.audit.list(organizationId, query);
      const last = page.at(-1);
      found.push(...page.filter((event) => fits(event, filter)));
      if (filter.after !== undefined && found.length >= filter.limit) return found.slice(0, filter.limit);
      if (filter.after === undefined) found.splice(0, Math.max(0, found.length - filter.limit));
      if (last === undefined || page.length < PAGE) return found;
      after = last.sequence;
    }
  };
}

function isUnfiltered({ limit: _, ...others }: AuditFilter): boolean {
  return Object.values(others).every((value) => value === undefined);
}

function fits(event: AuditEvent, filter: AuditFilter): boolean {
  return (
    (filter.outcome === undefined || event.outcome === filter.outcome) &&
    (filter.actor === undefined || event.actor.id === filter.actor) &&
    (filter.target === undefined || event.target === filter.target) &&
    (filter.since === undefined || Date.parse(event.at) >= filter.since)
  );
}
