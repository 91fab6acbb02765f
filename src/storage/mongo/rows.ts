import type { Connection, mongo } from 'mongoose';

/** A row whose type is known to whoever made it or asked for it. */
export type AnyRow = mongo.Document & { _id: string };

/** A collection as the driver has it: Mongoose would check and cast again, field by field, what `documents/` makes. */
export type Rows = mongo.Collection<AnyRow>;

interface ModelOfRows {
  readonly db: Connection;
  readonly collection: { readonly collectionName: string };
}

const known = new WeakMap<ModelOfRows, Rows>();

/** Of a model; the same one every time. */
export function rowsOf(model: ModelOfRows): Rows {
  const rows =
    known.get(model) ??
    model.db.getClient().db(model.db.name).collection<AnyRow>(model.collection.collectionName);
  known.set(model, rows);
  return rows;
}
