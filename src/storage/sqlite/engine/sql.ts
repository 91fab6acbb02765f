import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Row } from './row.ts';
import { toStoreError } from './sqlite-errors.ts';

/** Values of the named parameters (`:name`) of a statement; other values are ignored. */
export type Parameters = Readonly<Record<string, SQLInputValue>>;

/** One connection as the repositories see it. Errors are the port's. */
export interface Sql {
  all(statement: string, parameters?: Parameters): Row[];
  get(statement: string, parameters?: Parameters): Row | null;
  /** @returns how many rows it changed */
  run(statement: string, parameters?: Parameters): number;
}

interface Prepared {
  readonly statement: StatementSync;
  readonly names: readonly string[];
}

/** Statements are texts of ours, a fixed few dozen, so the cache needs no bound. */
export function createSql(database: DatabaseSync): Sql {
  const prepared = new Map<string, Prepared>();

  function prepare(text: string): Prepared {
    const known = prepared.get(text);
    if (known !== undefined) return known;
    const statement = database.prepare(text);
    statement.setAllowUnknownNamedParameters(true);
    const fresh = { statement, names: namesOf(text) };
    prepared.set(text, fresh);
    return fresh;
  }

  function execute<T>(text: string, parameters: Parameters, action: (statement: StatementSync) => T): T {
    try {
      const { statement, names } = prepare(text);
      assertComplete(names, parameters);
      return action(statement);
    } catch (error) {
      throw toStoreError(error);
    }
  }

  return {
    all: (text, parameters = {}) => execute(text, parameters, (statement) => statement.all(parameters)),
    get: (text, parameters = {}) =>
      execute(text, parameters, (statement) => statement.get(parameters) ?? null),
    run: (text, parameters = {}) =>
      execute(text, parameters, (statement) => Number(statement.run(parameters).changes)),
  };
}

function namesOf(text: string): readonly string[] {
  return [...text.matchAll(/:([a-z]\w*)/gi)].map(([, name = '']) => name);
}

/** SQLite takes a missing value for NULL: a misspelt name would go unnoticed. */
function assertComplete(names: readonly string[], parameters: Parameters): void {
  for (const name of names) {
    if (parameters[name] === undefined)
      throw new TypeError(`The parameter :${name} of a statement is missing`);
  }
}
