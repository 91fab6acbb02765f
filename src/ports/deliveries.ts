/** Keys of what was already received, so that the same delivery is acted on once (S1, S11). */
export interface DeliveryWriter {
  /**
   * Remembers the key until `expiresAt` at least.
   * @returns whether it was new; of any number that try at once exactly one gets `true`
   */
  remember(key: string, expiresAt: number, now: number): Promise<boolean>;
}

/** The same as one atomic step of its own, for the receiver, which has no organization yet. */
export interface ReplayKeys extends DeliveryWriter {
  /** Those that begin so and are still remembered, in no order; for a process that starts. */
  listKept(prefix: string, now: number, limit: number): Promise<string[]>;
}
