import type { ClientSession, Model } from 'mongoose';
import { createBatch } from './batch.ts';
import type { Operate } from './operate.ts';
import { type Rows, rowsOf } from './rows.ts';
import { type AnyWhere, mergeWheres, sortOut, type Where } from './where.ts';
import type { Write } from './writes.ts';

/** How the repositories ask the database, in a transaction or outside. */
export interface Access {
  /** The row of which there is one at most: by a unique index. */
  findFirst<Row>(model: Model<Row>, where: Where<Row>): Promise<Row | null>;
  /** The rows with these values, of which there are few, in no order. */
  findAll<Row>(model: Model<Row>, where: Where<Row>): Promise<readonly Row[]>;
  /** @param range what else has to hold */
  count<Row>(model: Model<Row>, where: Where<Row>, range?: AnyWhere): Promise<number>;
  /** Any other question. @param where what holds for every row that it may see */
  ask<Row, Answer>(
    model: Model<Row>,
    where: Where<Row>,
    statement: (session: ClientSession | null) => Promise<Answer>,
  ): Promise<Answer>;
  /** Whatever the others cannot say. In a transaction, whoever uses it shares nothing with anybody. */
  readonly operate: Operate;
}

/** The same in a transaction, where what is written waits: for its end, or until its own questions may be about it. */
export interface WriteAccess extends Access {
  write(...writes: readonly Write[]): void;
  /** Writes what is made of the row that there is, or is not; nothing else of the transaction's comes in between. */
  findAndWrite<Row, Result>(
    model: Model<Row>,
    where: Where<Row>,
    decide: (row: Row | null) => Decided<Result>,
  ): Promise<Result>;
}

export interface Decided<Result> {
  readonly writes: readonly Write[];
  readonly result: Result;
}

/** Outside of transactions. Those who look for rows of a kind at the same time look together. */
export function createAccess(operate: Operate): Access {
  const lookers = new Map<string, (where: AnyWhere) => Promise<readonly object[]>>();

  function createLooker(rows: Rows): (where: AnyWhere) => Promise<readonly object[]> {
    return createBatch(async (wheres: readonly AnyWhere[]) => {
      const found = new Map<AnyWhere, readonly object[]>();
      await Promise.all(
        mergeWheres(wheres).map(async ({ filter, of, varying }) => {
          const rowsOfOne = sortOut({ varying }, await operate(() => rows.find(filter).toArray()));
          for (const where of of) found.set(where, rowsOfOne(where));
        }),
      );
      return wheres.map((where) => found.get(where) ?? []);
    });
  }

  async function findAll<Row>(model: Model<Row>, where: Where<Row>): Promise<readonly Row[]> {
    const rows = rowsOf(model);
    const kind = `${rows.collectionName} ${Object.keys(where).sort().join()}`;
    const look = lookers.get(kind) ?? createLooker(rows);
    lookers.set(kind, look);
    // They are the rows of this model.
    return (await look(where)) as readonly Row[];
  }

  return {
    operate,
    findAll,
    findFirst: async (model, where) => (await findAll(model, where))[0] ?? null,
    count: (model, where, range = {}) => operate(() => rowsOf(model).countDocuments({ ...where, ...range })),
    ask: (_model, _where, statement) => operate(statement),
  };
}
