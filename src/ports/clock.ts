/** The time, in milliseconds since the epoch, UTC. Clocks of instances may differ by a few seconds; nothing may depend on more. */
export interface Clock {
  now(): number;
}
