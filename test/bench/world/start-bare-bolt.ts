import { SIGNING_SECRET } from './people.ts';
import { type Program, startProgram } from './start-program.ts';

export interface BareBoltOptions {
  readonly apiUrl: string;
  readonly mode?: 'http' | 'socket';
  /** Whether it posts one message to the response URL after the ack. */
  readonly posts: boolean;
}

export function startBareBolt({ apiUrl, mode = 'http', posts }: BareBoltOptions): Promise<Program> {
  return startProgram({
    script: new URL('../baselines/bare-bolt.ts', import.meta.url),
    readyPattern: /ready at (\S+)\n/,
    env: { SLACK_API_URL: apiUrl, SLACK_SIGNING_SECRET: SIGNING_SECRET, MODE: mode, POSTS: String(posts) },
  });
}
