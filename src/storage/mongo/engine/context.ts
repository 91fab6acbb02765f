import type { ClientSession, Model } from 'mongoose';
import type { Clock } from '../../../ports/clock.ts';
import { UniqueViolationError } from '../../../ports/store.ts';
import type { AuditChain, AuditHeadRow } from './audit-chain.ts';
import type { RunStatement } from './statements.ts';

/** A query of Mongoose's, not yet sent. */
interface Query<Result> {
  clone(): { session(session: ClientSession | null): PromiseLike<Result> };
}

/** What a repository gets beside its model. Inside a transaction, everything that it runs is part of it. */
export interface Context {
  run<Result>(query: Query<Result>): Promise<Result>;
  /** @throws UniqueViolationError */
  insert<Row>(model: Model<Row>, ...rows: readonly Row[]): Promise<void>;
  /** Several statements as one step. */
  readonly withSession: RunStatement;
  /** The real time, by which the server deletes what has expired. */
  readonly wallClock: Clock;
  /**
   * When the server may delete what expires at `expiresAt`. The server goes by its own clock, so this is counted from the real time,
   * whatever clock `now` comes from.
   */
  purgeAt(expiresAt: number, now: number): Date;
  readonly auditHeads: Model<AuditHeadRow>;
  /** `null` outside transactions. */
  readonly chain: AuditChain | null;
}

/** How much longer than needed a document stays, in case the server's clock is ahead of ours. */
const PURGE_MARGIN_MS = 10 * 60_000;

export function createContext(
  withSession: RunStatement,
  wallClock: Clock,
  auditHeads: Model<AuditHeadRow>,
  chain: AuditChain | null,
): Context {
  return {
    // A copy, since a query can be sent only once.
    run: (query) => withSession(async (session) => query.clone().session(session)),
    async insert(model, ...rows) {
      await withSession((session) => model.insertMany(rows, { session }));
    },
    withSession,
    wallClock,
    purgeAt: (expiresAt, now) => new Date(wallClock.now() + Math.max(0, expiresAt - now) + PURGE_MARGIN_MS),
    auditHeads,
    chain,
  };
}

/** Whether the row was written: `false` if one with its key is there already. Only outside transactions, which the violation ends. */
export async function isNew(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof UniqueViolationError) return false;
    throw error;
  }
}
