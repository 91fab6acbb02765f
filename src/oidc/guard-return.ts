import type { RequestHandler } from 'express';
import type { Provider } from 'oidc-provider';
import { z } from 'zod';
import { signInIdOf } from '../services/sign-in/oidc-sign-in.ts';
import type { BrowserCookie } from './browser-cookie.ts';
import { withOutage } from './create-adapter.ts';
import { readBrowserMark } from './hints/name-person.ts';
import { sendError } from './sign-in-routes.ts';

export interface GuardReturnDeps {
  readonly provider: Provider;
  readonly browserCookie: BrowserCookie;
  readonly isFinished: (signInId: string) => Promise<boolean>;
}

const pathSchema = z.object({ uid: z.string() });

/**
 * Guards the library's way back to the client: only the browser that began a sign-in may take it (the library's cookie could have been
 * planted), and only once. A person who returns with the browser's buttons is shown the state of the sign-in.
 */
export function createGuardReturn({ provider, browserCookie, isFinished }: GuardReturnDeps): RequestHandler {
  return async (request, response, next) => {
    const { uid } = pathSchema.parse(request.params);
    const interaction = await withOutage(provider.Interaction.find(uid));
    if (interaction === undefined) return next();
    if (!browserCookie.isMarked(provider, request, response, readBrowserMark(interaction.params))) {
      return sendError(response, 'sign_in_lost');
    }
    const { cookies } = provider.createContext(request, response);
    const isOnItsWay = cookies.get(provider.cookieName('resume'), { signed: true }) === uid;
    if (isOnItsWay && !(await isFinished(signInIdOf(uid)))) return next();
    response.redirect(303, `${request.baseUrl}/interaction/${uid}`);
  };
}
