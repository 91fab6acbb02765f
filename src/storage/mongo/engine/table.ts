import type { Model, QueryFilter, SortOrder, UpdateQuery } from 'mongoose';
import { MissingRowError } from '../../../ports/store.ts';
import type { Context } from './context.ts';

type Sort = Readonly<Record<string, 1 | -1>>;

/** What most repositories do with their collection. */
export interface Table<Row, Entity> {
  find(filter: QueryFilter<Row>): Promise<Entity | null>;
  list(filter: QueryFilter<Row>, sort?: Sort, limit?: number): Promise<Entity[]>;
  /** Whether there is such a row: one guarded write, so of those that race only one finds it as the filter says. */
  update(filter: QueryFilter<Row>, change: UpdateQuery<Row>): Promise<boolean>;
  /** The same; answers with the changed row, or `null`. */
  updateAndFind(filter: QueryFilter<Row>, change: UpdateQuery<Row>): Promise<Entity | null>;
  /** @throws MissingRowError if there is no such row */
  updateKnown(filter: QueryFilter<Row>, change: UpdateQuery<Row>): Promise<void>;
}

export function createTable<Row, Entity>(
  model: Model<Row>,
  toEntity: (row: Row) => Entity,
  { run }: Context,
): Table<Row, Entity> {
  const update: Table<Row, Entity>['update'] = async (filter, change) =>
    (await run(model.updateOne(filter, change))).matchedCount === 1;

  return {
    async find(filter) {
      const row = (await run(model.findOne(filter).lean())) as Row | null;
      return row && toEntity(row);
    },
    async list(filter, sort = {}, limit = Number.POSITIVE_INFINITY) {
      // MongoDB takes 0 for no limit at all.
      if (limit <= 0) return [];
      const query = model
        .find(filter)
        .sort(sort as Record<string, SortOrder>)
        .lean();
      const rows = await run(limit === Number.POSITIVE_INFINITY ? query : query.limit(limit));
      return (rows as Row[]).map(toEntity);
    },
    update,
    async updateAndFind(filter, change) {
      const query = model.findOneAndUpdate(filter, change, { returnDocument: 'after' }).lean();
      const row = (await run(query)) as Row | null;
      return row && toEntity(row);
    },
    async updateKnown(filter, change) {
      if (!(await update(filter, change))) throw new MissingRowError();
    },
  };
}
