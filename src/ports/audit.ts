import type { AuditAction, AuditDraft, AuditEvent, AuditHead } from '../domain/audit/audit-event.ts';
import type { OrganizationId } from '../domain/ids.ts';

export interface AuditQuery {
  /** Only events after this sequence number; 0 for all. */
  readonly after: number;
  readonly limit: number;
  readonly action?: AuditAction;
}

/** Actions that can be looked up by target: a store indexes these events, and no others. */
export type TracedAction = Extract<AuditAction, 'redeem.refused' | 'directory.user_changed'>;

export interface AuditReader {
  /** In the order of the chain, oldest first. */
  list(organizationId: OrganizationId, query: AuditQuery): Promise<AuditEvent[]>;
  /** The newest events, newest first. */
  listLatest(organizationId: OrganizationId, limit: number): Promise<AuditEvent[]>;
  /** The newest events of one action done to one target, newest first. */
  listLatestOf(
    organizationId: OrganizationId,
    of: { readonly action: TracedAction; readonly target: string },
    limit: number,
  ): Promise<AuditEvent[]>;
  /**
   * What was done to one target, newest first, without changes of the directory: a store indexes these events.
   * @param page `before`: only what is older than this sequence number; `null`: from the newest on
   */
  listAbout(
    organizationId: OrganizationId,
    target: string,
    page: { readonly before: number | null; readonly limit: number },
  ): Promise<AuditEvent[]>;
  /** The stored head; `emptyAuditHead` for an organization without events. */
  head(organizationId: OrganizationId): Promise<AuditHead>;
}

export interface AuditWriter extends AuditReader {
  /**
   * Appends in the order of the calls. `chainEvent` fixes each event's place and hash within the transaction, so two instances
   * can never fork the chain.
   */
  append(draft: AuditDraft): Promise<void>;
}
