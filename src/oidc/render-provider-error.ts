import type { ErrorOut, errors, KoaContextWithOIDC } from 'oidc-provider';
import { ServiceLimitedError } from './limit-service.ts';
import { type PageError, renderErrorPage } from './page/error-page.ts';

export type RenderProviderError = (
  context: KoaContextWithOIDC,
  out: ErrorOut,
  error: errors.OIDCProviderError | Error,
) => Promise<void>;

/** Our page in place of the library's: there is no client to return to, or returning would lose something. */
export const renderProviderError: RenderProviderError = async (context, _out, error) => {
  const kind = classify(error);
  // Keeps the cookies, so that the browser can return to a sign-in that was answered.
  if (kind === 'unavailable') context.res.removeHeader('Set-Cookie');
  const requestId = String(context.res.getHeader('X-Request-Id') ?? '');
  const wait = error instanceof ServiceLimitedError ? { retryAfterSeconds: error.retryAfterSeconds } : {};
  const page = renderErrorPage({ error: kind, branding: null, requestId, ...wait });
  context.status = page.status;
  context.set({ ...page.headers });
  context.body = page.html;
};

function classify(error: Error): PageError {
  if (error instanceof ServiceLimitedError) return 'service_busy';
  if ('statusCode' in error && Number(error.statusCode) < 500) {
    return error.name === 'SessionNotFound' ? 'sign_in_lost' : 'bad_request';
  }
  return 'unavailable';
}
