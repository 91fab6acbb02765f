import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { CliDeps } from './cli-deps.ts';

/**
 * Asks the person at the terminal without showing what they type.
 * @returns the answers, in order; `null` if the input ended before the last
 */
export async function askSecrets(
  { stdin, stderr }: Pick<CliDeps, 'stdin' | 'stderr'>,
  questions: readonly string[],
): Promise<string[] | null> {
  // A terminal's input comes key by key and is echoed by `readline`: here, to nowhere.
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: stdin, output, terminal: true, historySize: 0 });
  terminal.on('SIGINT', () => terminal.close());
  const lines = terminal[Symbol.asyncIterator]();
  const answers: string[] = [];
  try {
    for (const question of questions) {
      stderr.write(`${question} `);
      const line = await lines.next();
      stderr.write('\n');
      if (line.done) return null;
      answers.push(line.value);
    }
    return answers;
  } finally {
    terminal.close();
  }
}
