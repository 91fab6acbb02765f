import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { Random } from '../ports/random.ts';

/** Longer than any sign-in stays open; each sign-in renews it. */
const LIFETIME_MS = 30 * 60_000;
const SECRET_BYTES = 32;
const SECRET = /^[\w-]{43}$/;

/** Tells the browser that began a sign-in from all others. */
export interface BrowserCookie {
  /** @returns the mark that the sign-in stores for the browser that begins it */
  mark(context: KoaContextWithOIDC): string;
  /** Whether a request comes from the browser with this mark. */
  isMarked(provider: Provider, request: IncomingMessage, response: ServerResponse, mark: string): boolean;
}

/**
 * The library's cookies are bound to a path, so any host of the same site can plant them. A stranger could begin a sign-in, plant it in the
 * victim's browser, have the victim type the code, and continue in their own browser. A `__Host-` cookie can only be set by this host. It grants
 * nothing by itself, so it may be sent from other sites: clients send people here by forms, too.
 */
export function createBrowserCookie(isSecure: boolean, random: Pick<Random, 'bytes'>): BrowserCookie {
  const name = isSecure ? '__Host-bkc_browser' : 'bkc_browser';

  return {
    mark({ cookies }) {
      const known = cookies.get(name, { signed: false });
      const secret =
        known !== undefined && SECRET.test(known)
          ? known
          : Buffer.from(random.bytes(SECRET_BYTES)).toString('base64url');
      cookies.set(name, secret, {
        path: '/',
        httpOnly: true,
        sameSite: isSecure ? 'none' : 'lax',
        secure: isSecure,
        signed: false,
        maxAge: LIFETIME_MS,
      });
      return digest(secret).toString('base64url');
    },
    isMarked(provider, request, response, mark) {
      const secret = provider.createContext(request, response).cookies.get(name, { signed: false });
      if (secret === undefined) return false;
      const wanted = Buffer.from(mark, 'base64url');
      const given = digest(secret);
      return wanted.length === given.length && timingSafeEqual(wanted, given);
    },
  };
}

function digest(secret: string): Buffer {
  return createHash('sha256').update(`browser\n${secret}`).digest();
}
