import { say } from '../../messages/say.ts';
import type { PublicRefusal } from '../../services/redeeming/redeem-code.ts';

export interface ProblemWords {
  readonly what: string;
  readonly remedy: string;
}

/** What to tell the person in plain words, and what to do about it (U2). A wrong, replaced or revoked code and a person without one share a text (N9). */
export function describeProblem(code: PublicRefusal, retryAfterSeconds: number | null): ProblemWords {
  const what = say(`oidc.problem.${code}.what`);
  if (code !== 'too_many_attempts' || retryAfterSeconds === null)
    return { what, remedy: say(`oidc.problem.${code}`) };
  return { what, remedy: say('oidc.problem.tryAgainIn', { wait: describeWait(retryAfterSeconds) }) };
}

function describeWait(seconds: number): string {
  if (seconds < 100) return say('oidc.problem.seconds', { count: seconds });
  return say('oidc.problem.minutes', { count: Math.ceil(seconds / 60) });
}
