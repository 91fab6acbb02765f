import type { Sql } from './sql.ts';

/** The connection as lent to one transaction. */
export interface TransactionSql extends Sql {
  isOpen(): boolean;
  /**
   * Ends a transaction that is about to commit.
   * @throws the error of a statement that failed in it
   */
  end(): void;
  /** Ends it for good, whatever happened. */
  kill(): void;
}

/**
 * Dead once the transaction has ended: a later statement would run in no transaction, or in another caller's. Doomed once
 * a statement has failed in it, even if the caller has swallowed the error: SQLite may have rolled back by itself, and a
 * half-done transaction must not commit.
 */
export function createTransactionSql(connection: Sql): TransactionSql {
  let isOpen = true;
  let failure: { readonly error: unknown } | null = null;

  function guard<T>(statement: () => T): T {
    if (!isOpen) throw new Error('The transaction has ended: its tx can no longer be used');
    if (failure !== null) throw failure.error;
    try {
      return statement();
    } catch (error) {
      failure = { error };
      throw error;
    }
  }

  return {
    all: (statement, parameters) => guard(() => connection.all(statement, parameters)),
    get: (statement, parameters) => guard(() => connection.get(statement, parameters)),
    run: (statement, parameters) => guard(() => connection.run(statement, parameters)),
    isOpen: () => isOpen,
    end: () => {
      isOpen = false;
      if (failure !== null) throw failure.error;
    },
    kill: () => {
      isOpen = false;
    },
  };
}
