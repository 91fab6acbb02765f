import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import type { SignInAttempt } from './identity-provider.ts';

/** How far somebody has come. */
export type Session =
  | { readonly kind: 'password_given'; readonly login: string; readonly attempt: SignInAttempt | null }
  | {
      readonly kind: 'signed_in';
      readonly login: string;
      readonly claims: Readonly<Record<string, unknown>>;
    };

export interface Sessions {
  find(request: Request): Session | null;
  /** A new cookie at each step, so that one known from before the sign-in is worth nothing after it. */
  put(request: Request, response: Response, session: Session): void;
  end(request: Request, response: Response): void;
}

const COOKIE = 'portal_session';
const LIFETIME_MS = 60 * 60 * 1000;

/** In memory: the portal forgets everybody when it stops. */
export function createSessions(now: () => number): Sessions {
  const sessions = new Map<string, { readonly session: Session; readonly until: number }>();
  const findKey = (request: Request): string | null => {
    const pairs = (request.headers.cookie ?? '').split(/; */).map((pair) => pair.split('='));
    return pairs.find(([name]) => name === COOKIE)?.[1] ?? null;
  };
  const forget = (request: Request): void => void sessions.delete(findKey(request) ?? '');
  return {
    find(request) {
      const entry = sessions.get(findKey(request) ?? '');
      return entry === undefined || entry.until <= now() ? null : entry.session;
    },
    put(request, response, session) {
      forget(request);
      const key = randomBytes(24).toString('base64url');
      sessions.set(key, { session, until: now() + LIFETIME_MS });
      response.cookie(COOKIE, key, { httpOnly: true, sameSite: 'lax', path: '/' });
    },
    end(request, response) {
      forget(request);
      response.clearCookie(COOKIE, { httpOnly: true, sameSite: 'lax', path: '/' });
    },
  };
}
