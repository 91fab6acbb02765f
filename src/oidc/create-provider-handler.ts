import type { RequestHandler } from 'express';
import type Provider from 'oidc-provider';

/** For what the library answers itself; our pages have a policy of their own. */
const PROVIDER_POLICY =
  "default-src 'none'; script-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * The library's handler without two of its habits: a cookie for a session that is never kept, and headers that let scripts of other sites
 * read its answers, which no client needs.
 */
export function createProviderHandler(provider: Provider): RequestHandler {
  const name = provider.cookieName('session');
  provider.use(async (context, next) => {
    await next();
    for (const header of Object.keys(context.response.headers)) {
      if (header.startsWith('access-control-')) context.remove(header);
    }
    const cookies = context.res.getHeader('Set-Cookie');
    if (!Array.isArray(cookies)) return;
    const kept = cookies.filter(
      (cookie) => !cookie.startsWith(`${name}=`) && !cookie.startsWith(`${name}.sig=`),
    );
    if (kept.length === 0) context.res.removeHeader('Set-Cookie');
    else context.res.setHeader('Set-Cookie', kept);
  });
  const handle = provider.callback();
  return (request, response) => {
    response.setHeader('Content-Security-Policy', PROVIDER_POLICY);
    handle(request, response);
  };
}
