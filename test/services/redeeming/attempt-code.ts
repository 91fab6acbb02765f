import type { ServiceDeps } from '../../../src/services/deps.ts';
import type { AttemptInput, AttemptResult } from '../../../src/services/redeeming/attempt.ts';
import { decideAttempt } from '../../../src/services/redeeming/decide-attempt.ts';
import { prepareAttempt } from '../../../src/services/redeeming/prepare-attempt.ts';
import { transactAttempt } from '../../../src/services/redeeming/transact-attempt.ts';

/** An attempt from beginning to end, with nothing else in its transaction. */
export async function attemptCode(deps: ServiceDeps, input: AttemptInput): Promise<AttemptResult> {
  const attempt = await prepareAttempt(deps, input);
  return transactAttempt(deps, attempt, (tx) => decideAttempt(deps, tx, attempt));
}
