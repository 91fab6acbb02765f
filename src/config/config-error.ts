import type { VariableName } from './variables.ts';

export interface ConfigProblem {
  readonly variable: VariableName | 'NODE_TLS_REJECT_UNAUTHORIZED';
  /** What is wrong and what to do. Never holds the value. */
  readonly problem: string;
}

/** The configuration cannot be used. Names every problem at once, and no value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(({ variable, problem }) => `${variable} ${problem}`).join('\n'));
    this.problems = problems;
  }
}
