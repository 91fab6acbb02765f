import type { RequestHandler } from 'express';

/** Nothing inline, nothing from elsewhere, no exception; scripts cannot even make HTML of text. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** The page is for whoever opens it, not for other pages: neither to read, to frame nor to load pieces of. */
export function guardPage(origin: () => string): RequestHandler {
  return (request, response, next) => {
    const { origin: from, 'sec-fetch-site': site, 'sec-fetch-mode': mode } = request.headers;
    const isForeign =
      (from !== undefined && from !== origin()) || (site === 'cross-site' && mode !== 'navigate');
    if (isForeign) {
      response.status(403).type('text').send('foreign origin');
      return;
    }
    response.set({
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=()',
      'cache-control': 'no-store',
    });
    next();
  };
}
