import { say } from '../messages/say.ts';
import type { VariableName } from './variables.ts';

export interface ConfigProblem {
  readonly variable: VariableName | 'NODE_TLS_REJECT_UNAUTHORIZED';
  /** What is wrong and what to do, in sentences. Never holds the value. */
  readonly problem: string;
}

/** The configuration can't be used. Names every problem, and no value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(describeConfigProblem).join('\n'));
    this.problems = problems;
  }
}

export function describeConfigProblem({ variable, problem }: ConfigProblem): string {
  return say('config.problem', { variable, problem });
}
