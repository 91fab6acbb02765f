/** Keys of received deliveries, so that each delivery is acted on once (S1, S11). */
export interface DeliveryWriter {
  /**
   * Remembers the key until `expiresAt` at least.
   * @returns `true` if it was new; of any number of concurrent callers, exactly one gets `true`
   */
  remember(key: string, expiresAt: number, now: number): Promise<boolean>;
}

/** The same as one atomic step, for the receiver, which doesn't know the organization yet. */
export interface ReplayKeys extends DeliveryWriter {
  /** Remembered keys with this prefix, in no order; for a process that starts. */
  listKept(prefix: string, now: number, limit: number): Promise<string[]>;
}
