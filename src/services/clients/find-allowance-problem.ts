import { requestsPerMinuteLimits } from '../../domain/clients/client.ts';
import type { ClientAllowance } from '../../ports/clients.ts';

export interface AllowanceProblem {
  readonly code: 'no_scope' | 'expired' | 'rate_out_of_range';
  /** bounds of the rate */
  readonly min: number;
  readonly max: number;
}

/** What is wrong with a client's allowance; `null` if nothing is. What is not given is not checked. */
export function findAllowanceProblem(
  { scopes, expiresAt, requestsPerMinute }: Partial<ClientAllowance>,
  now: number,
): AllowanceProblem | null {
  const [min, max] = requestsPerMinuteLimits;
  if (scopes?.length === 0) return { code: 'no_scope', min, max };
  if (expiresAt !== undefined && expiresAt !== null && expiresAt <= now) return { code: 'expired', min, max };
  if (requestsPerMinute !== undefined && !isWithin(requestsPerMinute, requestsPerMinuteLimits))
    return { code: 'rate_out_of_range', min, max };
  return null;
}

function isWithin(rate: number, [min, max]: readonly [number, number]): boolean {
  return Number.isInteger(rate) && rate >= min && rate <= max;
}
