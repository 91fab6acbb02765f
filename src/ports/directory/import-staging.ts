/** A row that is valid by itself and waits to be checked and written. */
export interface StagedRow {
  readonly line: number;
  /** Every login that the row names. */
  readonly logins: readonly string[];
  /** The row itself, for its stager. */
  readonly content: string;
}

/** A line that means the same as an earlier one. */
export interface RepeatedLine {
  readonly line: number;
  readonly firstLine: number;
}

/** What checking against the directory found. */
export interface StagedVerdict {
  readonly line: number;
  /** The user in the directory that the row means; `null` for a new one. */
  readonly userId: string | null;
  /** `first` is written before `later`; `null` if nothing is to be written. */
  readonly turn: 'first' | 'later' | null;
}

/**
 * The rows of one import, on disk: a list of any length is read once, then checked, then written. Private to this process, and
 * gone when the process ends, however it ends. Lines come in increasing order.
 *
 * Every method throws `StagingUnavailableError` if there is no room.
 */
export interface ImportStaging {
  add(rows: readonly StagedRow[]): void;
  /** The next rows after a line, in order. */
  list(after: number, limit: number): StagedRow[];
  /** Logins that more than one line names, in the order of the lines. */
  listRepeatedLogins(limit: number): (RepeatedLine & { readonly login: string })[];
  note(verdicts: readonly StagedVerdict[]): void;
  /** Lines that mean the same user as an earlier line, in line order. */
  listRepeatedUsers(limit: number): RepeatedLine[];
  /** The next rows of that turn after a line, in order. */
  listToWrite(turn: 'first' | 'later', after: number, limit: number): StagedRow[];
  close(): void;
}

/** @throws StagingUnavailableError */
export type OpenImportStaging = () => ImportStaging;

/** There is no room for temporary data, or no permission to keep it. */
export class StagingUnavailableError extends Error {
  override readonly name = 'StagingUnavailableError';

  /** @param why what the system says, such as `disk I/O error` */
  constructor(why: string) {
    super(`Temporary data cannot be kept (${why})`);
  }
}
