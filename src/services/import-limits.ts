/** What an import may hold, however long the list is. */
export interface ImportLimits {
  /** Digests of names compared with each other at a time. */
  readonly digests: number;
  /** Records of what was read that wait in memory before they go to a scratch. */
  readonly records: number;
}

/** 3 MiB of digests, and up to twice 0.2 MiB of records for each of two lists of names. */
export const importLimits: ImportLimits = { digests: 196_608, records: 16_384 };
