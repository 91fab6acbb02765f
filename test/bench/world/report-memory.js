// Loaded into a program under measurement: reports its memory to its parent, after a full garbage collection. Plain
// JavaScript, so that it does not load what makes JavaScript of TypeScript into a program that would do without.
process.on('message', (message) => {
  if (message !== 'memory') return;
  // A second one, as finalizers of the first may let go of more.
  globalThis.gc?.();
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  process.send?.({ rss, heapUsed, external });
});
process.channel?.unref();
