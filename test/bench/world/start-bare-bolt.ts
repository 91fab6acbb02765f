import { SIGNING_SECRET } from './people.ts';
import { type Program, startProgram } from './start-program.ts';

export interface BareBoltOptions {
  readonly apiUrl: string;
  /** Whether it answers with one post after the acknowledgement. */
  readonly answers: boolean;
}

export function startBareBolt({ apiUrl, answers }: BareBoltOptions): Promise<Program> {
  return startProgram({
    script: new URL('../baselines/bare-bolt.ts', import.meta.url),
    readyPattern: /ready at (\S+)\n/,
    env: { SLACK_API_URL: apiUrl, SLACK_SIGNING_SECRET: SIGNING_SECRET, ANSWERS: String(answers) },
  });
}
