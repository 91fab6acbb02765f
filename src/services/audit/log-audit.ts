import type { OrganizationId } from '../../domain/ids.ts';
import type { Store } from '../../ports/store.ts';

/**
 * At the start, this many of the newest events are logged, perhaps again: what happened while no process ran,
 * or just before one was killed.
 */
export const AUDIT_LOGGED_AGAIN = 100;
const PAGE = 100;

export interface AuditLog {
  /** From now on, the events of this organization. */
  follow(organizationId: OrganizationId): void;
  /** Logs what has been committed since the last time, oldest first. @returns how many events */
  catchUp(): Promise<number>;
}

/**
 * Copies each event of an organization's history to the log, whole, with its place and hash: a copy out of
 * reach of anyone who changes the database later. It reads what is committed rather than listening to this
 * process's commits, so it also has the command line's events, and those whose commit answer was lost.
 */
export function createAuditLog(
  store: Pick<Store, 'read'>,
  log: { info(facts: object, message: string): void },
): AuditLog {
  let followed: OrganizationId | null = null;
  let after: number | null = null;

  return {
    follow(organizationId) {
      if (organizationId === followed) return;
      followed = organizationId;
      after = null;
    },
    async catchUp() {
      if (followed === null) return 0;
      const { audit } = store.read;
      const organizationId = followed;
      const from = after ?? Math.max(0, (await audit.head(organizationId)).sequence - AUDIT_LOGGED_AGAIN);
      const events = await audit.list(organizationId, { after: from, limit: PAGE });
      if (organizationId !== followed) return 0;
      for (const event of events) log.info({ event }, 'audit');
      after = events.at(-1)?.sequence ?? from;
      return events.length;
    },
  };
}
