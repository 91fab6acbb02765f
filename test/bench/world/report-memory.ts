/** Loaded into a program under measurement: tells its parent what it holds, after a full garbage collection. */
export interface MemoryReport {
  readonly rss: number;
  readonly heapUsed: number;
}

process.on('message', (message) => {
  if (message !== 'memory') return;
  // A second one, as finalizers of the first may let go of more.
  globalThis.gc?.();
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  process.send?.({ rss, heapUsed } satisfies MemoryReport);
});
process.channel?.unref();
