import { createInterface } from 'node:readline/promises';
import type { MessageKey } from '../messages/catalogue.ts';
import { say } from '../messages/say.ts';
import type { CliDeps } from './cli-deps.ts';

export interface InitAnswers {
  readonly name: string;
  readonly ownerName: string;
  readonly ownerEmail: string;
}

export type Asked =
  | { readonly kind: 'answers'; readonly answers: InitAnswers }
  | { readonly kind: 'missing'; readonly options: readonly string[] };

const questions = [
  ['name', '--name', 'cli.init.askName'],
  ['ownerName', '--owner-name', 'cli.init.askOwnerName'],
  ['ownerEmail', '--owner-email', 'cli.init.askOwnerEmail'],
] as const satisfies readonly (readonly [keyof InitAnswers, string, MessageKey])[];

/**
 * Asks a person for what was not given, until the answer is valid. Without a terminal, names the missing options.
 * @param findProblem what is wrong with an answer, in a sentence; `null` if nothing is
 */
export async function askForMissing(
  deps: Pick<CliDeps, 'stdin' | 'stderr' | 'isTty'>,
  given: Partial<InitAnswers>,
  findProblem: (field: keyof InitAnswers, answer: string) => string | null,
): Promise<Asked> {
  const missing = questions.filter(([field]) => given[field] === undefined);
  if (missing.length > 0 && !deps.isTty) {
    return { kind: 'missing', options: missing.map(([, option]) => option) };
  }
  const answers: InitAnswers = { name: '', ownerName: '', ownerEmail: '', ...given };
  if (missing.length === 0) return { kind: 'answers', answers };
  const terminal = createInterface({ input: deps.stdin, output: deps.stderr, terminal: false });
  const lines = terminal[Symbol.asyncIterator]();
  const asked: Partial<Record<keyof InitAnswers, string>> = {};

  /** `false` if the input ended. */
  async function ask(field: keyof InitAnswers, question: string): Promise<boolean> {
    for (;;) {
      deps.stderr.write(`${question} `);
      const line = await lines.next();
      if (line.done) return false;
      const problem = findProblem(field, line.value);
      if (problem === null) {
        asked[field] = line.value;
        return true;
      }
      deps.stderr.write(`${say('cli.init.tryAgain', { problem })}\n`);
    }
  }

  try {
    for (const [field, , question] of missing) {
      if (!(await ask(field, say(question)))) break;
    }
  } finally {
    terminal.close();
  }
  const unanswered = missing.filter(([field]) => asked[field] === undefined);
  return unanswered.length === 0
    ? { kind: 'answers', answers: { ...answers, ...asked } }
    : { kind: 'missing', options: unanswered.map(([, option]) => option) };
}
