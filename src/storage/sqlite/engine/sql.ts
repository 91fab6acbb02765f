import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';
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

interface PreparedStatement {
  all(parameters: Parameters): Row[];
  get(parameters: Parameters): Row | null;
  run(parameters: Parameters): number;
}

/** Statements are texts of ours, a fixed few dozen, so the cache needs no bound. */
export function createSql(database: DatabaseSync): Sql {
  const prepared = new Map<string, PreparedStatement>();

  function prepare(text: string): PreparedStatement {
    const cached = prepared.get(text);
    if (cached !== undefined) return cached;
    const fresh = prepareByPlace(database, text);
    prepared.set(text, fresh);
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
    get: (statement, parameters = {}) => attempt(() => prepare(statement).get(parameters)),
    run: (statement, parameters = {}) => attempt(() => prepare(statement).run(parameters)),
  };
}

const NAMED_PARAMETER = /:([a-z]\w*)/gi;

/**
 * Values go in and come out by their place, not by name: `node:sqlite` takes about as long to look up names, and to
 * build objects with them, as SQLite takes to find a row.
 */
function prepareByPlace(database: DatabaseSync, text: string): PreparedStatement {
  // As often as they stand there: Node 22 takes a numbered place for a name, and gives it nothing.
  const names = [...text.matchAll(NAMED_PARAMETER)].map(([, name = '']) => name);
  const statement = database.prepare(text.replaceAll(NAMED_PARAMETER, '?'));
  statement.setReturnArrays(true);
  let columns = readColumns();

  function readColumns(): readonly string[] {
    return statement.columns().map(({ name }) => name);
  }

  function place(parameters: Parameters): SQLInputValue[] {
    return names.map((name) => {
      const value = parameters[name];
      // A name that is misspelt must not be taken for one that is empty.
      if (value === undefined) throw new TypeError(`The parameter :${name} of a statement is missing`);
      return value;
    });
  }

  /** @param values an array, whatever the types of `node:sqlite` say */
  function toRow(values: unknown): Row {
    const list = values as readonly SQLOutputValue[];
    // Another process has brought the schema up to date, and `*` is more columns now.
    if (list.length !== columns.length) columns = readColumns();
    const row: Record<string, SQLOutputValue> = {};
    for (const [index, column] of columns.entries()) row[column] = list[index] ?? null;
    return row;
  }

  return {
    all: (parameters) => statement.all(...place(parameters)).map(toRow),
    get: (parameters) => {
      const values = statement.get(...place(parameters));
      return values === undefined ? null : toRow(values);
    },
    run: (parameters) => Number(statement.run(...place(parameters)).changes),
  };
}
