import type { Collection, mongo } from 'mongoose';

/** A row whose type is known to whoever made it or asked for it. */
export type AnyRow = mongo.Document & { _id: string };

/** A collection as the driver has it: Mongoose would check and cast again what `documents/` makes, field by field. */
export type Rows = mongo.Collection<AnyRow>;

/** Of a model. */
export function rowsOf({ collection }: { readonly collection: Collection }): Rows {
  // Mongoose's is the driver's, with a name for the rows' type less.
  return collection as unknown as Rows;
}
