import { codeStateAt, isCodeEarly } from '../../domain/codes/backup-code.ts';
import { parseCode } from '../../domain/codes/code-format.ts';
import { Secret } from '../../domain/crypto/secret.ts';
import { parseLogin } from '../../domain/directory/email.ts';
import type { ServiceDeps } from '../deps.ts';
import type { Attempt, AttemptInput } from './attempt.ts';
import { type CountedRefusal, countRefusal } from './count-refusal.ts';
import { findMatchingCode } from './match-code.ts';

/** Right attempts are not counted, so those that lose a race for the code are each logged. */
const loggedRefusal: CountedRefusal = { isLogged: true, details: {} };

/** The slow comparison, before the transaction. What it finds is read again in there: nothing decides that may be stale. */
export async function prepareAttempt(deps: ServiceDeps, input: AttemptInput): Promise<Attempt> {
  const { organizationId, id: clientId } = input.client;
  const parsed = parseCode(input.typedCode.reveal());
  const isMistyped = parsed.kind === 'mistyped';
  const parsedLogin = parseLogin(input.login);
  const seenUser =
    parsedLogin === null
      ? null
      : await deps.store.read.directory.findUserByLogin(organizationId, parsedLogin);
  // Normalized from here on. If each spelling of an unknown login had a lockout of its own, the difference would tell
  // it from a user's login, whose spellings all share one (N9).
  const login = parsedLogin ?? input.login;
  const matched =
    parsed.kind === 'mistyped'
      ? null
      : await findMatchingCode(deps, organizationId, seenUser, new Secret(parsed.symbols));
  const now = deps.clock.now();
  const isRight = matched !== null && codeStateAt(matched, now) === 'active' && !isCodeEarly(matched, now);
  const toCount = { organizationId, clientId, login, isCodeKnown: matched !== null };
  const counted = isRight ? loggedRefusal : await countRefusal(deps, toCount);
  return {
    ...input,
    login,
    isMistyped,
    seenUser,
    matched,
    counted,
    wins: new Set(),
    isFrozenByStrangers: false,
  };
}
