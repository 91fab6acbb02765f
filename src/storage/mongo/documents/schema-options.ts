/**
 * How every schema behaves. A field that no schema names is a bug and is refused, in writes and in filters: a filter that silently lost
 * a condition would find another organization's data.
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

/** How much longer than needed a document stays, in case the server's clock is ahead of ours. */
const PURGE_MARGIN_MS = 10 * 60_000;

/**
 * When the server may delete what expires at `expiresAt`. The server goes by its own clock, so this is counted from the real time,
 * whatever clock `now` comes from.
 */
export function purgeDate(wallNow: number, expiresAt: number, now: number): Date {
  return new Date(wallNow + Math.max(0, expiresAt - now) + PURGE_MARGIN_MS);
}
