import type { SourceWorld } from '../../src/sources/source-world.ts';

/** A world whose waits are over at once, and are remembered. The clock moves with them. */
export function testWorld(change: Partial<SourceWorld> & { startAt?: number } = {}) {
  const { startAt = Date.parse('2026-03-01T12:00:00Z'), ...rest } = change;
  let now = startAt;
  const waits: number[] = [];
  const world: SourceWorld = {
    clock: { now: () => now },
    sleep: async (ms, signal) => {
      signal.throwIfAborted();
      waits.push(ms);
      now += ms;
    },
    jitter: () => 0.5,
    allowLoopback: true,
    slack: null,
    ...rest,
  };
  return { world, waits, pass: (ms: number) => (now += ms) };
}

export const never = new AbortController().signal;
