import { SIGNING_SECRET } from './people.ts';
import { type Program, startProgram } from './start-program.ts';

export interface BackupcodeOptions {
  readonly databaseUrl: string;
  readonly apiUrl: string;
}

const MASTER_KEYS = `test:${Buffer.alloc(32, 7).toString('base64')}`;

/** The program as `npm start` runs it, with its default settings. */
export function startBackupcode({ databaseUrl, apiUrl }: BackupcodeOptions): Promise<Program> {
  return startProgram({
    script: new URL('../../../src/backupcode.js', import.meta.url),
    args: ['start'],
    readyPattern: /HTTP at (\S+?)[.,] /,
    env: {
      DATABASE_URL: databaseUrl,
      MASTER_KEYS,
      SLACK_API_URL: apiUrl,
      SLACK_BOT_TOKEN: 'xoxb-1-bench',
      SLACK_MODE: 'http',
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      HTTP_PORT: '0',
    },
  });
}
