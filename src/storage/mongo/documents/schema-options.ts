/**
 * How every schema behaves. A field that no schema names is a bug and is refused, when written and when asked for:
 * a filter that silently lost a condition would find another organization's data.
 */
export const schemaOptions = {
  strict: 'throw',
  strictQuery: 'throw',
  versionKey: false,
  minimize: false,
  id: false,
  autoIndex: false,
  autoCreate: false,
} as const;

/** An `_id` made of several parts; as JSON, so that no two lists of parts give the same one. */
export function joinKey(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}
