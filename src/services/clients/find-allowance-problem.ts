import { requestsPerMinuteLimits } from '../../domain/clients/client.ts';
import type { ClientAllowance } from '../../ports/clients.ts';

export interface AllowanceProblem {
  readonly code: 'no_scope' | 'expired' | 'rate_out_of_range';
  /** bounds of the rate */
  readonly min: number;
  readonly max: number;
}

/** What is wrong with what a service is to be allowed; `null` if nothing is. What is not given is not looked at. */
export function findAllowanceProblem(
  { scopes, expiresAt, requestsPerMinute }: Partial<ClientAllowance>,
  now: number,
): AllowanceProblem | null {
  const [min, max] = requestsPerMinuteLimits;
  if (scopes?.length === 0) return { code: 'no_scope', min, max };
  if (expiresAt !== undefined && expiresAt !== null && expiresAt <= now) return { code: 'expired', min, max };
  const rate = requestsPerMinute ?? min;
  if (!Number.isInteger(rate) || rate < min || rate > max) return { code: 'rate_out_of_range', min, max };
  return null;
}
