import { Schema, type SchemaDefinition } from 'mongoose';

/**
 * How every schema behaves. A field that no schema names is a bug and is refused, in writes and in filters: a filter that silently lost
 * a condition would find another organization's data.
 */
const options = {
  strict: 'throw',
  strictQuery: 'throw',
  versionKey: false,
  minimize: false,
  id: false,
  autoIndex: false,
  autoCreate: false,
} as const;

/** The documents of a collection: `_id` and these fields. */
export function defineSchema<Row>(fields: SchemaDefinition<Omit<Row, '_id'>>): Schema<Row> {
  const all = { _id: { type: String, required: true }, ...fields };
  return new Schema<Row>(all as unknown as SchemaDefinition<Row>, options);
}

/** A document inside another. */
export function definePart<Part>(fields: SchemaDefinition<Part>): Schema<Part> {
  return new Schema<Part>(fields, { ...options, _id: false });
}

/** Every field that some member of a union has. */
export type FieldsOf<Union> = Union extends unknown ? keyof Union : never;

/** A key that is remembered until `expiresAt`, which decides; `purgeAt` only tells the server when it may delete the document. */
export interface ExpiringKeyRow {
  readonly _id: string;
  readonly expiresAt: number;
  readonly purgeAt: Date;
}

export function defineExpiringKeySchema(): Schema<ExpiringKeyRow> {
  const schema = defineSchema<ExpiringKeyRow>({
    expiresAt: { type: Number, required: true },
    purgeAt: { type: Date, required: true },
  });
  return schema.index({ purgeAt: 1 }, { name: 'swept_when_over', expireAfterSeconds: 0 });
}

/** An `_id` made of several parts; as JSON, so that no two lists of parts give the same one. */
export function joinKey(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}
