import type { Benchmark, Figure } from './harness/figure.ts';

/** What a benchmark's process sends to the one that started it. */
export type BenchmarkMessage =
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'measured'; readonly figures: readonly Figure[] }
  | { readonly kind: 'failed'; readonly why: string };

const [file, size] = process.argv.slice(2);
const send = (message: BenchmarkMessage): void => void process.send?.(message);
process.on('disconnect', () => process.exit(1));

try {
  const { benchmark }: { benchmark: Benchmark } = await import(`./benchmarks/${file}.ts`);
  const say = (text: string): void => send({ kind: 'said', text });
  const figures = await benchmark.run({ isQuick: size === 'quick', say });
  send({ kind: 'measured', figures });
} catch (error) {
  send({ kind: 'failed', why: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
process.disconnect?.();
