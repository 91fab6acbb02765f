import type { OrganizationId } from '../../../domain/ids.ts';
import { say } from '../../../messages/say.ts';
import { StoreUnavailableError } from '../../../ports/store.ts';
import { limitTime } from './time-limit.ts';

/** How many may wait for one organization. Beyond that, waiting only adds to the overload. */
const WAITING_MAX = 1000;

export interface OrganizationQueue {
  /** @throws StoreUnavailableError if too many wait, or its turn does not come in time; `job` does not run then */
  run<T>(organizationId: OrganizationId, job: () => Promise<T>): Promise<T>;
  /** Resolves when every job has ended. */
  idle(): Promise<void>;
}

interface Line {
  length: number;
  /** Resolves when every job up to now has ended. */
  tail: Promise<unknown>;
}

/**
 * Runs the jobs of one organization one after another, in order of arrival. Transactions of one organization conflict in the database;
 * those of one process wait here instead, so that none of them has to be retried.
 */
export function createOrganizationQueue(waitMsMax: number): OrganizationQueue {
  const lines = new Map<OrganizationId, Line>();
  const tooMany = () => new StoreUnavailableError(say('storage.unavailable.tooMany'));
  const tooLong = () => new StoreUnavailableError(say('storage.unavailable.queue'));

  async function runAfter<T>(before: Promise<unknown>, job: () => Promise<T>): Promise<T> {
    await limitTime(waitMsMax, before, tooLong);
    return job();
  }

  return {
    async run(organizationId, job) {
      const line = lines.get(organizationId) ?? { length: 0, tail: Promise.resolve() };
      if (line.length >= WAITING_MAX) throw tooMany();
      lines.set(organizationId, line);
      line.length += 1;
      const before = line.tail;
      const result = runAfter(before, job);
      // A job that waited too long ends before the one ahead of it.
      line.tail = Promise.allSettled([before, result]);
      try {
        return await result;
      } finally {
        line.length -= 1;
        if (line.length === 0) lines.delete(organizationId);
      }
    },
    async idle() {
      while (lines.size > 0) await Promise.all([...lines.values()].map(({ tail }) => tail));
    },
  };
}
