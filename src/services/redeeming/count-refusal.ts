import type { AuditDetails } from '../../domain/audit/audit-event.ts';
import { shouldSample } from '../../domain/audit/sparse-history.ts';
import type { ClientId, OrganizationId } from '../../domain/ids.ts';
import { countInHour } from '../audit/count-in-hour.ts';
import type { ServiceDeps } from '../deps.ts';
import { nameLockoutKeyOf } from './lockout-key.ts';

/** Refused attempts in an hour that are logged one by one, under one name at one client. */
export const REFUSALS_OF_NAME = 20;
/**
 * The same under any names at one client, for codes that belong to no one: strangers can make up as many names
 * as they like.
 */
export const REFUSALS_OF_SERVICE = 200;

/** Whether a refusal is logged, and how many it stands for. */
export interface CountedRefusal {
  readonly isLogged: boolean;
  readonly details: AuditDetails;
}

export interface RefusalToCount {
  readonly organizationId: OrganizationId;
  readonly clientId: ClientId;
  readonly login: string;
  /** Whether the code is or was the person's own, which a stranger does not have. */
  readonly isCodeKnown: boolean;
}

/**
 * Counts an attempt that will be refused, before the transaction that refuses it. Anyone can cause as many as
 * they like, so the history samples them: each of the first, then one at every power of two (N20).
 */
export async function countRefusal(
  deps: Pick<ServiceDeps, 'store' | 'clock' | 'keys'>,
  { organizationId, clientId, login, isCodeKnown }: RefusalToCount,
): Promise<CountedRefusal> {
  const name = nameLockoutKeyOf(deps.keys, organizationId, login, true);
  const [ofName, ofService] = await Promise.all([
    countInHour(deps, `${clientId}:refused:${name}`),
    isCodeKnown ? 0 : countInHour(deps, `${clientId}:refused`),
  ]);
  return {
    isLogged: shouldSample(ofName, REFUSALS_OF_NAME) && shouldSample(ofService, REFUSALS_OF_SERVICE),
    details: {
      ...(ofName > REFUSALS_OF_NAME ? { ofName } : {}),
      ...(ofService > REFUSALS_OF_SERVICE ? { ofService } : {}),
    },
  };
}

/** Whether an event stands for others that were not logged. */
export function isOneOfMany({ details }: { readonly details: AuditDetails }): boolean {
  return 'ofName' in details || 'ofService' in details;
}
