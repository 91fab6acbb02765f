import { createInterface } from 'node:readline/promises';
import type { CliDeps } from './cli-deps.ts';

/** Asks the person at the terminal; anything but a plain yes is a no. */
export async function askToConfirm(
  { stdin, stderr }: Pick<CliDeps, 'stdin' | 'stderr'>,
  question: string,
): Promise<boolean> {
  const terminal = createInterface({ input: stdin, output: stderr, terminal: false });
  try {
    stderr.write(`${question} [y/N] `);
    const line = await terminal[Symbol.asyncIterator]().next();
    return !line.done && /^y(es)?$/i.test(line.value.trim());
  } finally {
    terminal.close();
  }
}

/** Asks the person at the terminal for a line of text; empty if they give none. */
export async function askForText(
  { stdin, stderr }: Pick<CliDeps, 'stdin' | 'stderr'>,
  question: string,
): Promise<string> {
  const terminal = createInterface({ input: stdin, output: stderr, terminal: false });
  try {
    stderr.write(`${question} `);
    const line = await terminal[Symbol.asyncIterator]().next();
    return line.done ? '' : line.value.trim();
  } finally {
    terminal.close();
  }
}
