import type { CliDeps } from './cli-deps.ts';

/** Runs work that the person at the terminal can stop by Ctrl-C. A second Ctrl-C ends the program. */
export async function withInterrupt<T>(
  { onInterrupt }: Pick<CliDeps, 'onInterrupt'>,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const stopListening = onInterrupt(() => controller.abort());
  try {
    return await work(controller.signal);
  } finally {
    stopListening();
  }
}
