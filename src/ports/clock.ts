/** The time. Milliseconds since the epoch, UTC. Instances may disagree by a few seconds; nothing may break by it. */
export interface Clock {
  now(): number;
}
