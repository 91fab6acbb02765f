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

/** Asks a person for what was not given; where nobody sits there, names the options. */
export async function askForMissing(
  deps: Pick<CliDeps, 'stdin' | 'stderr' | 'isTty'>,
  given: Partial<InitAnswers>,
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
  try {
    for (const [field, , question] of missing) {
      deps.stderr.write(question);
      const line = await lines.next();
      if (line.done) break;
      asked[field] = line.value;
    }
  } finally {
    terminal.close();
  }
  const unanswered = missing.filter(([field]) => asked[field] === undefined);
  return unanswered.length === 0
    ? { kind: 'answers', answers: { ...answers, ...asked } }
    : { kind: 'missing', options: unanswered.map(([, option]) => option) };
}
