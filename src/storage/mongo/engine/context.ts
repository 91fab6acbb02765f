import type { ClientSession, Model } from 'mongoose';
import type { Clock } from '../../../ports/clock.ts';
import type { AuditHeadRow } from '../documents/audit-heads.ts';
import type { AuditChain } from './audit-chain.ts';
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
  readonly auditHeads: Model<AuditHeadRow>;
  /** `null` outside transactions. */
  readonly chain: AuditChain | null;
}

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
    auditHeads,
    chain,
  };
}
