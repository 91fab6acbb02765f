import { z } from 'zod';
import type { Judge } from '../http/vendor-request.ts';

const apiError = z.object({
  error: z.object({
    errors: z.array(z.object({ reason: z.string().nullish() })).nullish(),
    status: z.string().nullish(),
  }),
});
const tokenError = z.object({ error: z.string() });

/** Limits come as 403 as well as 429. */
const limits = new Set(['userRateLimitExceeded', 'rateLimitExceeded', 'quotaExceeded']);

export const judgeGoogle: Judge = ({ body, status }) => {
  const refused = tokenError.safeParse(body);
  // `unauthorized_client`: the scopes are not delegated. `invalid_grant`: the key, the clock, or the administrator's address.
  if (refused.success)
    return { code: refused.data.error, problem: status < 500 ? 'credential_refused' : null };
  const failed = apiError.safeParse(body);
  if (!failed.success) return {};
  const code = failed.data.error.errors?.[0]?.reason ?? failed.data.error.status ?? null;
  return { code, problem: status === 403 && code !== null && limits.has(code) ? 'retry' : null };
};
