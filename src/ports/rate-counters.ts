/** Counts that hold across instances: each call is one atomic step of its own. */
export interface RateCounters {
  /**
   * Counts one more under `key`, which is to name its window too, and says how many that makes. Forgotten some time after
   * `expiresAt`. @throws StoreUnavailableError
   */
  count(key: string, expiresAt: number, now: number): Promise<number>;
}
