import type { Clock } from '../ports/clock.ts';

/** What it takes of the machine to call a vendor. */
export interface VendorWorld {
  readonly clock: Clock;
  /** Waits; rejects as soon as the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** A number from 0 up to 1, for the jitter of waits. */
  readonly jitter: () => number;
  /**
   * Off outside tests and the sandbox. On, the setting `url` may replace a vendor's addresses by one on this machine; other private
   * addresses stay refused.
   */
  readonly allowLoopback: boolean;
}
