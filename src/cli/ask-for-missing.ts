import { createInterface } from 'node:readline/promises';
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
  ['name', '--name', 'What is the organization called? '],
  ['ownerName', '--owner-name', 'What is its first owner called? '],
  ['ownerEmail', '--owner-email', 'Which e-mail address does that person use in Slack? '],
] as const satisfies readonly (readonly [keyof InitAnswers, string, string])[];

/**
 * Asks a person for what was not given, again until the answer can be used; where nobody can be asked, names the options.
 * @param findProblem what is wrong with an answer, continuing "That"; `null` if nothing is
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

  /** `false` if the person went away. */
  async function ask(field: keyof InitAnswers, question: string): Promise<boolean> {
    for (;;) {
      deps.stderr.write(question);
      const line = await lines.next();
      if (line.done) return false;
      const problem = findProblem(field, line.value);
      if (problem === null) {
        asked[field] = line.value;
        return true;
      }
      deps.stderr.write(`That ${problem}. Try again.\n`);
    }
  }

  try {
    for (const [field, , question] of missing) {
      if (!(await ask(field, question))) break;
    }
  } finally {
    terminal.close();
  }
  const unanswered = missing.filter(([field]) => asked[field] === undefined);
  return unanswered.length === 0
    ? { kind: 'answers', answers: { ...answers, ...asked } }
    : { kind: 'missing', options: unanswered.map(([, option]) => option) };
}
