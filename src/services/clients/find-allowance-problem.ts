import { requestsPerMinuteLimits } from '../../domain/clients/client.ts';
import type { ClientAllowance } from '../../ports/clients.ts';

/** What is wrong with what a service is to be allowed; `null` if nothing is. What is not given is not looked at. */
export function findAllowanceProblem(
  { scopes, expiresAt, requestsPerMinute }: Partial<ClientAllowance>,
  now: number,
): string | null {
  if (scopes?.length === 0) return 'must have one scope at least';
  if (expiresAt !== undefined && expiresAt !== null && expiresAt <= now) return 'must expire in the future';
  const [min, max] = requestsPerMinuteLimits;
  const rate = requestsPerMinute ?? min;
  if (!Number.isInteger(rate) || rate < min || rate > max)
    return `must have a rate from ${min} to ${max} requests a minute`;
  return null;
}
