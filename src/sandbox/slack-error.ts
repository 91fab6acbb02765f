import type { SlackErrorName } from './coverage.ts';
import type { JsonObject } from './json.ts';

/** A refusal as Slack words it: thrown by a method, turned into `{ok: false, error}` at the door. */
export class SlackError extends Error {
  readonly code: SlackErrorName;
  readonly extra: JsonObject;
  readonly retryAfterS: number | undefined;

  constructor(code: SlackErrorName, extra: JsonObject = {}, retryAfterS?: number) {
    super(code);
    this.name = 'SlackError';
    this.code = code;
    this.extra = extra;
    this.retryAfterS = retryAfterS;
  }
}

/** Slack's form for a rejected argument: one line per problem, each with a JSON pointer. */
export function refuseWithMessages(code: SlackErrorName, problems: readonly string[]): SlackError {
  const messages = problems.map((problem) => `[ERROR] ${problem}`);
  return new SlackError(code, { errors: [...problems], response_metadata: { messages } });
}
