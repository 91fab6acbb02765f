import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Row } from './row.ts';
import { toStoreError } from './sqlite-errors.ts';

/** Values of the named parameters (`:name`) of a statement; others are passed over. */
export type Parameters = Readonly<Record<string, SQLInputValue>>;

/** One connection as the repositories see it. Errors are the port's. */
export interface Sql {
  all(statement: string, parameters?: Parameters): Row[];
  get(statement: string, parameters?: Parameters): Row | null;
  /** @returns how many rows it changed */
  run(statement: string, parameters?: Parameters): number;
}

/** Statements are texts of ours, a fixed few dozen, so the cache needs no bound. */
export function createSql(database: DatabaseSync): Sql {
  const prepared = new Map<string, StatementSync>();

  function prepare(statement: string): StatementSync {
    const cached = prepared.get(statement);
    if (cached !== undefined) return cached;
    const fresh = database.prepare(statement);
    // An entity may carry more fields than its type says; they are not this store's to judge.
    fresh.setAllowUnknownNamedParameters(true);
    prepared.set(statement, fresh);
    return fresh;
  }

  function attempt<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw toStoreError(error);
    }
  }

  return {
    all: (statement, parameters = {}) => attempt(() => prepare(statement).all(parameters)),
    get: (statement, parameters = {}) => attempt(() => prepare(statement).get(parameters) ?? null),
    run: (statement, parameters = {}) => attempt(() => Number(prepare(statement).run(parameters).changes)),
  };
}
