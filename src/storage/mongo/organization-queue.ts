import type { OrganizationId } from '../../domain/ids.ts';
import { StoreUnavailableError, type Transaction } from '../../ports/store.ts';
import { whenAllHaveAsked } from './when-all-have-asked.ts';

/** How many share one transaction at most: the first of them waits for the last. */
const GROUP_MAX = 96;

/** What somebody wants done in a transaction, and who is to be told of its end. */
export interface TransactionJob {
  /** Called right before `work`, however often that is run. Whether it is to be run: not if its turn came too late. */
  begin(): boolean;
  /** May be run more than once; only what the last run returned counts. */
  readonly work: (tx: Transaction) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export interface OrganizationQueue {
  /** @throws StoreUnavailableError if its turn does not come in time; `work` is not run then */
  run<T>(organizationId: OrganizationId, work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Resolves when everything that has been let in is done. */
  idle(): Promise<void>;
}

interface Line {
  readonly waiting: TransactionJob[];
  served: Promise<void>;
}

/**
 * Transactions of one organization exclude each other in the database, where the second one is thrown out and starts
 * anew. Those of this process wait here instead, where waiting costs nothing and is fair; those who wait at the same
 * time are let in together, in the order of their arrival.
 * @param serve never called twice at once for one organization; settles every job, and must not throw
 */
export function createOrganizationQueue(
  serve: (organizationId: OrganizationId, jobs: readonly TransactionJob[]) => Promise<void>,
  waitMsMax: number,
): OrganizationQueue {
  const lines = new Map<OrganizationId, Line>();

  async function serveLine(organizationId: OrganizationId, { waiting }: Line): Promise<void> {
    while (waiting.length > 0) {
      // Whoever comes in the same instant is let in with the others.
      await whenAllHaveAsked();
      await serve(organizationId, waiting.splice(0, GROUP_MAX));
    }
    lines.delete(organizationId);
  }

  function openLine(organizationId: OrganizationId): Line {
    const line: Line = { waiting: [], served: Promise.resolve() };
    lines.set(organizationId, line);
    return line;
  }

  function run<T>(organizationId: OrganizationId, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const patience = startPatience(waitMsMax, reject);
    const isFirst = !lines.has(organizationId);
    const line = lines.get(organizationId) ?? openLine(organizationId);
    line.waiting.push({
      begin: patience.end,
      work,
      resolve(value) {
        patience.end();
        resolve(value as T);
      },
      reject(error) {
        patience.end();
        reject(error);
      },
    });
    if (isFirst) line.served = serveLine(organizationId, line);
    return promise;
  }

  async function idle(): Promise<void> {
    while (lines.size > 0) await Promise.all([...lines.values()].map(({ served }) => served));
  }

  return { run, idle };
}

function startPatience(ms: number, reject: (error: Error) => void) {
  let isOver = false;
  const timer = setTimeout(() => {
    isOver = true;
    reject(new StoreUnavailableError('The transactions before this one took too long; nothing was written'));
  }, ms);
  return {
    /** Whether it lasted until now. */
    end(): boolean {
      clearTimeout(timer);
      return !isOver;
    },
  };
}
