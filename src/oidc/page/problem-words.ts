import type { PublicRefusal } from '../../services/redeeming/redeem-code.ts';

export interface ProblemWords {
  readonly what: string;
  readonly remedy: string;
}

const words: Readonly<Record<PublicRefusal, ProblemWords>> = {
  code_mistyped: {
    what: 'This is not a valid code.',
    remedy:
      'A code has 16 letters and digits: compare each one with what you were read. This did not count as an attempt.',
  },
  // One text for a wrong, replaced or revoked code, and for a person without one (N9).
  code_refused: {
    what: 'This code does not work.',
    remedy:
      'Check that it is your newest one: a newer code replaces the one before. If it still does not work, ask your administrator.',
  },
  code_expired: {
    what: 'This code has expired.',
    remedy: 'Codes are short-lived. Ask your administrator for a new one.',
  },
  code_used: {
    what: 'This code was already used.',
    remedy:
      'A code works once. Ask your administrator for a new one. If you did not use it, tell them immediately.',
  },
  too_many_attempts: {
    what: 'There were too many wrong attempts.',
    remedy: 'Wait a few minutes, or ask your administrator.',
  },
};

/** What to say at the door, in plain words, and what to do about it (U2). */
export function describeProblem(code: PublicRefusal, retryAfterSeconds: number | null): ProblemWords {
  if (code !== 'too_many_attempts' || retryAfterSeconds === null) return words[code];
  return { what: words[code].what, remedy: `Try again in ${describeWait(retryAfterSeconds)}.` };
}

function describeWait(seconds: number): string {
  if (seconds < 100) return seconds === 1 ? 'a second' : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
