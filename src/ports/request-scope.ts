/** Identifies the request that the current code works for. */
export interface RequestScope {
  /** Runs the work, and everything it awaits, as part of this request. */
  run<T>(requestId: string, work: () => T): T;
  /** `null` outside of any request: background work, the command line. */
  currentId(): string | null;
}
