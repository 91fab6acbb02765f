/** Counters shared by all instances. Each call is one atomic step. */
export interface RateCounters {
  /**
   * Adds `by`, or one, to the counter `key` and returns the new value. The key includes its time window. The counter is forgotten some
   * time after `expiresAt`. @throws StoreUnavailableError
   */
  count(key: string, expiresAt: number, now: number, by?: number): Promise<number>;
}
