import type { OrganizationId } from '../../domain/ids.ts';
import type { Store } from '../../ports/store.ts';

/** So many of the newest events are logged when it begins, again perhaps: what was done while no process ran, or just before one was killed. */
export const AUDIT_LOGGED_AGAIN = 100;
const PAGE = 100;

export interface AuditLog {
  /** From now on, the events of this organization. */
  follow(organizationId: OrganizationId): void;
  /** Logs what has been committed since the last time, oldest first. @returns how many events */
  catchUp(): Promise<number>;
}

/**
 * Writes each event of an organization's history to the log too, whole, with its place and hash: a copy that whoever changes the
 * database later does not reach. It reads what is committed rather than listen to what this process commits, so that it has the
 * command line's doings too, and those of which the answer was lost.
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
