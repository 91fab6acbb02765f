import type { ClientSession, Model, QueryFilter } from 'mongoose';
import type { Operate } from './operate.ts';

/** How the repositories ask the database, in a transaction or outside. */
export interface Access {
  readonly operate: Operate;
  findFirst<Row>(model: Model<Row>, filter: QueryFilter<Row>): Promise<Row | null>;
  count<Row>(model: Model<Row>, filter: QueryFilter<Row>): Promise<number>;
}

/** Each question is a statement. */
export function createAccess(operate: Operate): Access {
  return {
    operate,
    findFirst: (model, filter) => operate((session) => findFirst(model, filter, session)),
    count: (model, filter) => operate((session) => count(model, filter, session)),
  };
}

export function findFirst<Row>(
  model: Model<Row>,
  filter: QueryFilter<Row>,
  session: ClientSession | null,
): Promise<Row | null> {
  return model.findOne(filter).session(session).lean<Row>().exec();
}

export function count<Row>(
  model: Model<Row>,
  filter: QueryFilter<Row>,
  session: ClientSession | null,
): Promise<number> {
  return model.countDocuments(filter).session(session).exec();
}
